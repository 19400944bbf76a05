import { expect } from "chai";
import { indexConfiguration } from "../../../../harness/plan/resources/configurationIndex.js";
import type { ConfigurationJson } from "../../../../harness/plan/resources/planJson.js";
import { resolveReferences } from "../../../../harness/plan/resources/resolveReferences.js";

const refer = (...references: string[]) => ({ references });

const configuration = indexConfiguration({
  root_module: {
    module_calls: {
      outer: {
        expressions: {
          given: refer("aws_iam_policy.root.arn", "aws_iam_policy.root"),
          loop: refer("var.loop"),
        },
        module: {
          outputs: { deep: { expression: refer("module.inner.made", "module.inner") } },
          module_calls: {
            inner: {
              expressions: { passed: refer("var.given") },
              module: {
                outputs: {
                  made: {
                    expression: refer(
                      "aws_iam_policy.made[0].arn",
                      "aws_iam_policy.made[0]",
                      "aws_iam_policy.made",
                    ),
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as ConfigurationJson);

const texts = (references: readonly string[], modules: readonly string[] = [], forEach?: unknown) =>
  resolveReferences(references, { modules: modules.map((name) => ({ name })), forEach }, configuration).map(
    ({ text, settled }) => (settled ? `final ${text}` : text),
  );

describe("resolveReferences", () => {
  it("leaves out the prefixes and repetitions that terraform prints", () => {
    const printed = [
      "aws_x.b.arn",
      "aws_x.b",
      "each.key",
      "aws_x.b.arn",
      "aws_x.b",
      'aws_x.c["k"].id',
      'aws_x.c["k"]',
      "aws_x.c",
    ];
    expect(texts(printed)).to.deep.equal(["aws_x.b.arn", 'aws_x.c["k"].id']);
  });

  it("does not take one name for the prefix of another", () => {
    expect(texts(["aws_x.ab.arn", "aws_x.a"])).to.deep.equal(["aws_x.ab.arn", "aws_x.a"]);
  });

  it("follows variables up through every module call", () => {
    expect(texts(["var.passed"], ["outer", "inner"])).to.deep.equal(["aws_iam_policy.root.arn"]);
  });

  it("follows outputs down into modules of modules", () => {
    expect(texts(["module.outer.deep", "module.outer"])).to.deep.equal([
      "module.outer.module.inner.aws_iam_policy.made[0].arn",
    ]);
  });

  it("follows each.value to what is iterated over", () => {
    expect(texts(["each.value.arn", "each.value"], [], refer("aws_iam_policy.p"))).to.deep.equal([
      "aws_iam_policy.p",
    ]);
  });

  it("stops at locals and unknown outputs, and knows a root variable to be final", () => {
    expect(texts(["local.arn", "module.outer.none", "var.arn"])).to.deep.equal([
      "local.arn",
      "module.outer.none",
      "final var.arn",
    ]);
  });

  it("ends on references in a circle", () => {
    const circle = indexConfiguration({
      root_module: {
        module_calls: {
          m: {
            expressions: { v: refer("module.m.o") },
            module: { outputs: { o: { expression: refer("var.v") } } },
          },
        },
      },
    } as ConfigurationJson);
    expect(resolveReferences(["module.m.o"], { modules: [] }, circle)).to.deep.equal([]);
  });

  it("takes __proto__ and constructor for names like any other", () => {
    expect(texts(["var.__proto__", "var.constructor"], ["outer"])).to.deep.equal([
      "final module.outer.var.__proto__",
      "final module.outer.var.constructor",
    ]);
    expect(texts(["module.__proto__.x"])).to.deep.equal(["module.__proto__.x"]);
  });
});
