import { use } from "chai";
import { loadSource, targetOf } from "../../../../harness/planproof.js";
import { planproofChai, type TargetInput } from "../../../../harness/runners/chai/chai.js";
import { noIamAdministration } from "../../../../properties/properties.js";

const { expect } = use(planproofChai);

// Compiled with the rest and never run: what the types of the door accept and refuse.
export async function accepted(): Promise<void> {
  const role: TargetInput = targetOf(await loadSource("plan.json"), "aws_iam_role.job");
  expect(role).on("arn:aws:s3:::b/k").when({ "aws:SourceVpce": "vpce-1" }).to.allow("s3:PutObject");
  expect(role).not.to.be.containedIn(await loadSource("managed:AWSBatchFullAccess"));
  expect(role).to.be.strictlyContainedIn(role).and.to.be.equivalentTo(role);
  expect(role).to.be.assumableOnlyBy("ecs-tasks.amazonaws.com", "111122223333");
  expect(role).to.satisfy("tag-guard").and.to.satisfy(noIamAdministration);
  expect(3).to.satisfy((value: number) => value > 2);
}

export async function refused(): Promise<void> {
  const role = targetOf(await loadSource("plan.json"));
  // @ts-expect-error an action is a string
  expect(role).to.allow(3);
  // @ts-expect-error a context has strings
  expect(role).when({ "aws:MultiFactorAuthAge": 3 }).to.allow("s3:PutObject");
  // @ts-expect-error a source is awaited first
  expect(role).to.be.containedIn(loadSource("plan.json"));
}
