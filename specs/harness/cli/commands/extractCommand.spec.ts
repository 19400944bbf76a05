import { expect } from "chai";
import { ask, askJson } from "../ask.js";

describe("planproof extract", () => {
  it("lists policies and principals, and counts what is known", async () => {
    const { exit, value } = await askJson<{
      policies: { address: string; document: unknown; unknown: string[] }[];
      principals: { address: string; policies: string[] }[];
      counts: unknown;
    }>(["extract", "create.plan.json"]);
    expect(exit).to.equal(0);
    expect(value.counts).to.deep.equal({ documents: 5, unknown: 3, providerDefault: 4 });
    const guarded = value.policies.find(({ address }) => address === "aws_iam_policy.guarded")!;
    expect(guarded).to.include({ kind: "identity" }).and.not.to.have.property("bounds");
    expect(guarded.unknown).to.deep.equal(["/Statement/2/Resource", "/Statement/3/Resource"]);
    expect(guarded.document).to.have.nested.property("Statement[3].Resource", null);
    expect(guarded.document).to.have.nested.property("Statement[2].Action", "iam:PassRole");
    expect(value.principals).to.deep.include({
      address: "aws_iam_role.operator",
      arn: "arn:aws:iam::123456789012:role/ops/batch-operator",
      policies: ["aws_iam_policy.guarded", "aws_iam_policy.boundary"],
      boundary: ["aws_iam_policy.boundary"],
    });
  });

  it("begins with the counts for users", async () => {
    expect((await ask(["extract", "create.plan.json", "--quiet"])).stdout).to.equal(
      "5 policy documents known, 3 unknown, 4 provider defaults; 3 principals — create.plan.json\n",
    );
  });
});
