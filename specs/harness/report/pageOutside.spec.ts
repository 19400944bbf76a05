import { expect } from "chai";
import { PageNames } from "../../../harness/report/pageNames.js";
import { outsiderName, pageOutside } from "../../../harness/report/pageOutside.js";
import type { OutsideReach, ReachedResource } from "../../../harness/run/access/outsideReach.js";
import type { ChangeCaller } from "../../../harness/run/diff/accessChange.js";

const arn = "arn:aws:iam::111122223333:role/batch-job";
const names = new PageNames(["plan.json"], [{ address: "plan.json#aws_iam_role.job", principal: arn }]);
const service: ChangeCaller = { kind: "service", name: "service batch.amazonaws.com" };

const reach = (more: Partial<ReachedResource>): ReachedResource => ({
  ...{ target: "plan.json#aws_s3_bucket.data", caller: service, actions: ["s3:GetObject"], levels: "r" },
  witness: { principal: "x", action: "s3:GetObject", resource: "*", resourceAccount: "", context: {} },
  statements: [{ source: "aws_s3_bucket_policy.data", pointer: "/Statement/0", sid: null }],
  ...more,
});

const rowsOf = (reached: readonly ReachedResource[], undecided: OutsideReach["undecided"] = []) =>
  pageOutside({ outside: { reached, undecided, resources: 3 } }, names)[0]!.table.rows;

describe("the section of who comes from outside", () => {
  it("says who may do what on which resource, and by which statement", () => {
    expect(rowsOf([reach({})])).to.deep.equal([
      {
        cells: [
          ...["batch.amazonaws.com", "`s3:GetObject`", "`aws_s3_bucket.data`"],
          "`/Statement/0` of `aws_s3_bucket_policy.data`",
        ],
      },
    ]);
  });

  it("says who may assume which role, with the keys that the request has", () => {
    const target = "plan.json#aws_iam_role.job";
    const { witness, statements } = reach({});
    const trust = reach({
      ...{ target, isTrust: true, actions: ["sts:AssumeRole"] },
      witness: { ...witness, context: { "sts:ExternalId": "k7" } },
      statements: statements.map((one) => ({ ...one, sid: "Vendor" })),
    });
    expect(rowsOf([trust])[0]!.cells).to.deep.equal([
      ...["batch.amazonaws.com", "assume the role, for example with `sts:ExternalId`"],
      ...["`batch-job`", "`Vendor`"],
    ]);
  });

  it("marks what is new and what lets in a wide group, and has these first", () => {
    const rows = rowsOf([
      reach({}),
      reach({ caller: { kind: "anyAccount", name: "any account" } }),
      reach({ caller: { kind: "everyone", name: "everyone" } }),
      reach({ caller: { kind: "account", name: "account 444455556666" }, isNew: true }),
    ]);
    expect(rows.map(({ mark, cells }) => [mark?.word, mark?.tone, cells[0]])).to.deep.equal([
      ["new", "new", "account 444455556666"],
      ["wide", "critical", "everyone"],
      ["wide", "critical", "any account"],
      [undefined, undefined, "batch.amazonaws.com"],
    ]);
  });

  it("has what is undecided last, with why", () => {
    const holes = [{ address: "aws_sns_topic.a", reason: "it is unknown", refersTo: [], remedy: "apply it" }];
    const undecided = [
      { target: "plan.json#aws_sns_topic.a", kind: "holes" as const, holes },
      { target: "plan.json#aws_sns_topic.a", kind: "holes" as const, holes, caller: service },
    ];
    const rows = rowsOf([reach({})], undecided);
    expect(rows.map(({ mark }) => mark?.word)).to.deep.equal([undefined, "undecided", "undecided"]);
    expect(rows[1]!.cells.slice(0, 3)).to.deep.equal(["anyone", "", "`aws_sns_topic.a`"]);
    expect(rows[1]!.cells[3]).to.include("it is unknown");
    expect(rows[2]!.cells[0]).to.equal("batch.amazonaws.com");
  });

  it("names services and identity providers as their policies do, and others by what they are", () => {
    const provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    for (const [kind, name, expected] of [
      ["service", "service batch.amazonaws.com", "batch.amazonaws.com"],
      ["federated", `identity provider ${provider}`, "token.actions.githubusercontent.com"],
      ["federated", "identity provider cognito-identity.amazonaws.com", "cognito-identity.amazonaws.com"],
      ["account", "account 444455556666", "account 444455556666"],
    ] as const)
      expect(outsiderName({ kind, name })).to.equal(expected);
  });
});
