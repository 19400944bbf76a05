import { expect } from "chai";
import { checkPreconditions } from "../../../harness/run/checkPreconditions.js";
import { allow, change, extractPlan, makePlan } from "../plan/plans.js";

function obstaclesOf(...changes: readonly object[]) {
  const extraction = extractPlan(makePlan(changes));
  const { targets, policies } = extraction;
  return checkPreconditions({
    name: "plan.json",
    kind: "plan",
    extraction,
    targets,
    policies,
    documents: [],
    resources: [],
  }).map(({ message }) => message);
}
const inline = { role: "r", policy: allow("s3:*") };

describe("what keeps a plan from being checked", () => {
  it("is nothing where a principal holds a policy", () => {
    expect(obstaclesOf(change("aws_iam_role_policy.p", { after: inline }))).to.deep.equal([]);
  });

  it("is that a policy is missing, or that none is left", () => {
    expect(obstaclesOf()).to.deep.equal(["it contains no IAM policy, so there is nothing to check"]);
    const gone = change("aws_iam_role_policy.p", { actions: ["delete"], before: inline });
    expect(obstaclesOf(gone)).to.deep.equal([
      "no IAM policy is left after this plan, so there is nothing to check",
    ]);
  });

  it("is that no principal holds the policies", () => {
    const policy = JSON.stringify({
      Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }],
    });
    const bucket = change("aws_s3_bucket_policy.p", { after: { bucket: "b", policy } });
    expect(obstaclesOf(bucket)[0]).to.match(
      /^no principal and no resource in it has a policy that can be checked/,
    );
  });
});
