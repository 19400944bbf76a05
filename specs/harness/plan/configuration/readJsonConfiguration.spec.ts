import { expect } from "chai";
import { sourceFromSynth } from "../../../../harness/cdktf/cdktf.js";
import type { Extraction } from "../../../../harness/plan/extraction.js";
import { printAddress } from "../../../../properties/targetAddress.js";
import { outline } from "../fixture.js";
import { allow, trust } from "../plans.js";

function read(configuration: object | string): Extraction {
  const json = typeof configuration === "string" ? configuration : JSON.stringify(configuration);
  const source = sourceFromSynth(json, "cdk.tf.json");
  if (!source.ok) throw new Error(source.diagnostics.map(({ message }) => message).join("; "));
  return source.value.extraction;
}
const role = { name: "r", assume_role_policy: trust };
const withPolicy = (policy: string, more: object = {}) =>
  read({ resource: { aws_iam_policy: { p: { name: "p", policy } } }, ...more });
const codes = ({ notes }: Extraction) => notes.map(({ code }) => code);

describe("CDKTF output", () => {
  it("gives policies by what is written and holders by reference, and no before", () => {
    const extraction = read({
      "//": { metadata: { version: "0.21.0" } },
      resource: {
        aws_iam_role: { r: { "//": { metadata: {} }, ...role } },
        aws_iam_policy: { p: { name: "p", policy: allow("s3:Get") } },
        aws_iam_role_policy: { own: { role: "${aws_iam_role.r.id}", name: "own", policy: allow("s3:Put") } },
        aws_iam_role_policy_attachment: {
          one: { role: "${aws_iam_role.r.name}", policy_arn: "${aws_iam_policy.p.arn}" },
          two: { role: "${aws_iam_role.r.name}", policy_arn: "arn:aws:iam::aws:policy/AWSBatchFullAccess" },
        },
      },
    });
    expect(outline(extraction)).to.deep.equal([
      {
        address: "aws_iam_role.r",
        holds: ["aws_iam_role_policy.own", "aws_iam_policy.p", "managed:AWSBatchFullAccess@v7"],
      },
    ]);
    expect(codes(extraction)).to.deep.equal([]);
  });

  it("reads a string with a reference as unknown, and says what it refers to", () => {
    const { policies } = withPolicy(allow("s3:Get").replace('"*"', '"${aws_s3_bucket.b.arn}/*"'), {
      locals: { b: "${aws_s3_bucket.b.arn}" },
    });
    expect(policies.map(({ refersTo }) => refersTo)).to.deep.equal([["aws_s3_bucket.b.arn"]]);
    const local = withPolicy(allow("s3:Get").replace('"*"', '"${local.b}"'), {
      locals: { b: "${aws_s3_bucket.b.arn}/*" },
    });
    expect(local.policies.map(({ refersTo }) => refersTo)).to.deep.equal([["aws_s3_bucket.b.arn"]]);
  });

  it("makes the instances of count and for_each that are written out", () => {
    const extraction = read({
      resource: {
        aws_iam_role: {
          counted: { ...role, count: 2, name: "c${count.index}" },
          set: { ...role, for_each: '${toset(["a.b", "c"])}', name: "${each.value}" },
          map: { ...role, for_each: { "k#1": { n: "v" } }, name: "${each.value.n}" },
          none: { ...role, count: 0 },
          open: { ...role, for_each: "${var.names}", name: "${each.value}" },
        },
      },
    });
    expect(
      extraction.targets.map(({ address, principal }) => [printAddress(address), principal.split("/")[1]]),
    ).to.deep.equal([
      ["cdk.tf.json#aws_iam_role.counted[0]", "c0"],
      ["cdk.tf.json#aws_iam_role.counted[1]", "c1"],
      ['cdk.tf.json#aws_iam_role.set["a.b"]', "a.b"],
      ['cdk.tf.json#aws_iam_role.set["c"]', "c"],
      ['cdk.tf.json#aws_iam_role.map["k#1"]', "v"],
      ["cdk.tf.json#aws_iam_role.open", "aws_iam_role.open"],
    ]);
  });

  it("reads one nested block with or without a list around it", () => {
    const inline = { name: "i", policy: allow("s3:Get") };
    for (const inline_policy of [inline, [inline]]) {
      const { policies } = read({ resource: { aws_iam_role: { r: { ...role, inline_policy } } } });
      expect(policies.map(({ attribute }) => attribute)).to.include("inline_policy[0].policy");
    }
  });

  it("takes the blocks of a dynamic block for unknown", () => {
    const dynamic = {
      inline_policy: { for_each: "${var.policies}", content: { policy: "${inline_policy.value}" } },
    };
    const { policies } = read({ resource: { aws_iam_role: { r: { ...role, dynamic } } } });
    expect(policies.map(({ attribute, unknown }) => `${attribute} ${unknown.length}`)).to.deep.equal([
      "assume_role_policy 0",
      "inline_policy 1",
    ]);
  });

  it("warns of a policy variable that is not escaped, and reads it as one", () => {
    const text = allow("s3:Get").replace('"*"', '"arn:aws:s3:::home/${aws:username}/${aws:username}"');
    const extraction = withPolicy(text);
    expect(extraction.policies[0]!.document).to.deep.equal(JSON.parse(text));
    expect(extraction.notes.map(({ code, message, hint }) => `${code}: ${message}; ${hint}`)).to.deep.equal([
      "unescaped-policy-variable: `aws_iam_policy.p.policy` has the policy variable `${aws:username}`, which terraform reads as an expression and refuses; write `$${aws:username}`; planproof reads it as the policy variable",
    ]);
    const escaped = withPolicy(text.replaceAll("${", () => "$${"));
    expect(escaped.policies[0]!.document).to.deep.equal(JSON.parse(text));
    expect(codes(escaped)).to.deep.equal([]);
  });

  it("warns of the backslashes that Fn.rawString leaves", () => {
    const extraction = withPolicy(allow("s3:Get").replaceAll('"', '\\"'));
    expect(codes(extraction)).to.deep.equal(["escaped-quotes"]);
    expect(extraction.policies[0]!.policy).to.equal(null);
  });

  it("shows nothing of strings that are not policies", () => {
    const extraction = read({
      resource: {
        aws_launch_template: { t: { user_data: "${PASSWORD:-hunter2}" } },
        aws_iam_role: { r: role },
      },
    });
    expect(JSON.stringify(extraction)).not.to.include("hunter2");
  });

  it("says that it does not look into modules", () => {
    const extraction = read({
      module: { vpc: { source: "./vpc" } },
      resource: { aws_iam_role: { r: role } },
    });
    expect(codes(extraction)).to.deep.equal(["module-not-read"]);
  });

  it("survives odd keys and values", () => {
    const hostile =
      '{"resource":{"aws_iam_role":{"__proto__":{"name":"p","assume_role_policy":"${","__proto__":{"policy":"x"}},"r":{"count":-1},"s":{"count":1e9,"for_each":7,"dynamic":[1],"inline_policy":"x"}}},"locals":[1],"module":"x"}';
    const extraction = read(hostile);
    expect(extraction.targets.map(({ address }) => printAddress(address))).to.deep.equal([
      "cdk.tf.json#aws_iam_role.__proto__",
      "cdk.tf.json#aws_iam_role.s",
    ]);
    expect(({} as Record<string, unknown>)["policy"]).to.equal(undefined);
  });
});
