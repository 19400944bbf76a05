import { expect } from "chai";
import type { ModuleValues, ResourceValues } from "../../../../harness/plan/resources/planJson.js";
import { renderDocument } from "../../../../harness/plan/unknown/renderDocument.js";
import { collectedBytes, collectedPlans, inputOf } from "../fixture.js";

const none = { sources: [], overrides: [] };
const render = (statement: object, more: object = {}) =>
  (renderDocument({ statement: [statement], ...more }, none)["Statement"] as object[])[0];
const doc = (Version: string, ...Statement: object[]) => ({ Version, Statement });

describe("renderDocument", () => {
  it("writes one value alone and more of them sorted backwards, each once, with policy variables where they mean something", () => {
    expect(
      render({
        effect: null,
        sid: "",
        actions: ["s3:Get*", "s3:Put*", "s3:&{x}", "s3:Get*"],
        resources: ["arn:aws:s3:::b/&{aws:username}"],
        condition: [],
        principals: [],
      }),
    ).to.deep.equal({
      Effect: "Allow",
      Action: ["s3:Put*", "s3:Get*", "s3:&{x}"],
      Resource: "arn:aws:s3:::b/${aws:username}",
    });
  });

  it("merges principals of one type, and distinguishes everyone from every AWS principal", () => {
    const of = (...principals: object[]) => render({ effect: "Deny", not_principals: principals });
    expect(of({ type: "*", identifiers: ["*"] })).to.deep.equal({ Effect: "Deny", NotPrincipal: "*" });
    expect(of({ type: "AWS", identifiers: ["*"] })).to.deep.equal({
      Effect: "Deny",
      NotPrincipal: { AWS: "*" },
    });
    expect(of({ type: "AWS", identifiers: ["1"] }, { type: "AWS", identifiers: ["2", "3"] })).to.deep.equal({
      Effect: "Deny",
      NotPrincipal: { AWS: ["1", "3", "2"] },
    });
    expect(of({ type: "AWS", identifiers: [] })).to.deep.equal({ Effect: "Deny", NotPrincipal: { AWS: [] } });
  });

  it("strings the values of one test and one key together, in the order written", () => {
    const condition = [
      { test: "StringLike", variable: "k", values: ["b"] },
      { test: "StringLike", variable: "k", values: ["c", "&{aws:a}"] },
      { test: "StringLike", variable: "l", values: ["a"] },
    ];
    expect(render({ condition })).to.deep.equal({
      Effect: "Allow",
      Condition: { StringLike: { k: ["b", "c", "${aws:a}"], l: "a" } },
    });
  });

  it("puts sources before, lets overrides replace what has the same name, and takes the newest version", () => {
    const [one, two, three] = ["s3:A", "s3:B", "s3:C"].map((Action) => ({
      Sid: "X",
      Effect: "Allow",
      Action,
    }));
    const plain = { Effect: "Deny", Action: "s3:D" };
    const merged = renderDocument(
      {
        version: "2008-10-17",
        policy_id: "",
        statement: [{ sid: "X", actions: ["s3:B"] }, { actions: ["s3:E"] }],
      },
      {
        sources: [{ ...doc("2008-10-17", one!, plain), Id: "first" }],
        overrides: [{ Version: "2012-10-17", Id: "last", Statement: three! }],
      },
    );
    expect(merged).to.deep.equal({
      Version: "2012-10-17",
      Id: "last",
      Statement: [three, plain, { Effect: "Allow", Action: "s3:E" }],
    });
    expect(two).not.to.equal(undefined);
  });

  const plans = collectedPlans();
  it("makes all 51 rendered documents of the collected plans out of their arguments", function () {
    if (plans === undefined) {
      console.log("        skipped: the collection of plans of other projects is not here");
      this.skip();
    }
    const rendered = plans.flatMap(renderedIn);
    expect(rendered).to.have.lengthOf(51);
    for (const { name, values } of rendered) {
      expect(withoutEmptySids(remade(values)), name).to.deep.equal(withoutEmptySids(JSON.parse(values.json)));
    }
  });
});

interface Arguments extends Readonly<Record<string, unknown>> {
  readonly json: string;
}

function renderedIn(plan: string): readonly { readonly name: string; readonly values: Arguments }[] {
  const input = inputOf(collectedBytes(plan), plan);
  if (input.kind !== "plan") return [];
  const { prior_state: prior, planned_values: planned, resource_changes: changes = [] } = input.plan;
  const documents = [
    ...walk(prior?.values?.root_module),
    ...walk(planned?.root_module),
    ...changes.map(({ type, address, change }) => ({ type, address, values: change.after ?? {} })),
  ];
  return documents
    .filter(({ type, values }) => type === "aws_iam_policy_document" && typeof values?.["json"] === "string")
    .map(({ address, values }) => ({ name: `${plan} ${address}`, values: values as Arguments }));
}

const walk = (module: ModuleValues | undefined): readonly ResourceValues[] =>
  module === undefined ? [] : [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(walk)];

function remade(values: Arguments): object {
  const documents = (name: string) =>
    [values[name] ?? []]
      .flat()
      .flatMap((text) => (typeof text === "string" && text !== "" ? [JSON.parse(text)] : []));
  return renderDocument(values, {
    sources: [...documents("source_json"), ...documents("source_policy_documents")],
    overrides: [...documents("override_policy_documents"), ...documents("override_json")],
  });
}

/** Providers before 4 print a Sid that is not configured. */
const withoutEmptySids = (document: object): unknown =>
  JSON.parse(JSON.stringify(document), (key, value) => (key === "Sid" && value === "" ? undefined : value));
