import { expect } from "chai";
import { pairTargets } from "../../../../harness/run/diff/pairTargets.js";
import type { Target } from "../../../../properties/target.js";

const principal = "arn:aws:iam::111122223333:role/example";
const bucket = (source: string, resource: string, name: string): Target => ({
  address: { source, resource },
  principal,
  resource: { kind: "resource" },
  policies: {
    identity: [],
    resources: [
      { address: resource, arns: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`], policies: [] },
    ],
  },
  holes: [],
});
const role = (source: string, resource: string): Target => ({
  ...{ address: { source, resource }, principal, policies: { identity: [] }, holes: [] },
});
const pairs = (before: readonly Target[], after: readonly Target[]) =>
  pairTargets({ spec: "a.json", targets: before }, { spec: "b.json", targets: after }).map(
    ({ target, absent }) => [target, ...(absent ? [absent] : [])],
  );

describe("the targets of two sources", () => {
  const roles = ["one", "two"].map((name) => `aws_iam_role.${name}`) as [string, string];

  it("belong together by address, and resources by ARN, too", () => {
    const before = [bucket("a.json", "aws_s3_bucket.a", "a"), bucket("a.json", "aws_s3_bucket.old", "b")];
    const after = [
      bucket("b.json", "aws_s3_bucket.new", "b"),
      bucket("b.json", "aws_s3_bucket.a", "renamed"),
      bucket("b.json", "aws_s3_bucket.c", "c"),
    ];
    expect(pairs(before, after)).to.deep.equal([
      ["b.json#aws_s3_bucket.a"],
      ["b.json#aws_s3_bucket.new"],
      ["b.json#aws_s3_bucket.c", "before"],
    ]);
  });

  it("belong together where each source has one, principals and resources apart", () => {
    const [one, two] = roles;
    expect(
      pairs(
        [role("a.json", one), bucket("a.json", "aws_s3_bucket.a", "a")],
        [role("b.json", two), bucket("b.json", "aws_s3_bucket.b", "b")],
      ),
    ).to.deep.equal([["b.json#aws_s3_bucket.b"], ["b.json#aws_iam_role.two"]]);
  });

  it("are new or gone where one source has them alone", () => {
    const [one, two] = roles;
    const before = [role("a.json", one), role("a.json", two)];
    expect(pairs(before, [role("b.json", two)])).to.deep.equal([
      ["a.json#aws_iam_role.one", "after"],
      ["b.json#aws_iam_role.two"],
    ]);
  });
});
