import assert from "node:assert/strict";
import fc from "fast-check";
import { loadSource, targetOf } from "planproof";
import { requestNear } from "planproof/generators";
import { authorize, compile } from "planproof/policies";
import { plan } from "./plan.mjs";

// a property that takes two requests: what fast-check generates near the policies, and another made from it
describe("the job", () => {
  it("reads nothing back that it wrote", async () => {
    const job = targetOf(await loadSource(plan), "aws_iam_role.job");
    assert(job.ok, "the plan has the role");
    const { policies } = job.value;
    const compiled = compile(policies);
    const isAllowed = (request) => authorize(compiled, request) === "allowed";
    fc.assert(
      fc.property(requestNear(policies), (written) => {
        fc.pre(written.action === "s3:PutObject" && isAllowed(written));
        return !isAllowed({ ...written, action: "s3:GetObject" });
      }),
      { seed: 1 },
    );
  });
});
