import { fileURLToPath } from "node:url";
import * as chai from "chai";
import { loadSource, type Source, targetOf } from "../../../../harness/planproof.js";
import { planproofChai } from "../../../../harness/runners/chai/chai.js";
import type { Result } from "../../../../policies/policies.js";

const { expect } = chai.use(planproofChai);

const cwd = fileURLToPath(new URL("../../../fixtures/batch-plan", import.meta.url));
const arn = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0";
const region = { "aws:RequestedRegion": "eu-west-1" };
const tagged = { ...region, "aws:ResourceTag/AWSBatchServiceTag": "batch" };

/** The message of an assertion that must fail. */
function failureOf(assertion: () => unknown): string {
  try {
    assertion();
  } catch (thrown) {
    if (thrown instanceof chai.AssertionError) return thrown.message;
    throw thrown;
  }
  throw new Error("the assertion passes");
}

describe("planproof/chai", () => {
  let [plan, widened, created]: readonly Result<Source>[] = [];
  const operator = () => targetOf(plan!, "aws_iam_role.operator");
  const wide = () => targetOf(widened!, "aws_iam_role.operator");
  const job = () => targetOf(plan!, "aws_iam_role.job");
  const unknown = () => targetOf(created!, "aws_iam_role.job");
  before(async () => {
    const plans = ["noop.plan.json", "widen.plan.json", "create.plan.json"];
    [plan, widened, created] = await Promise.all(plans.map((one) => loadSource(one, { cwd })));
  });

  describe("allow", () => {
    it("decides one request as `decide` does", () => {
      expect(operator()).on(arn).when(tagged).to.allow("ec2:TerminateInstances");
      expect(wide()).on(arn).when(region).to.allow("ec2:TerminateInstances");
      expect(operator()).on("arn:aws:s3:::elsewhere/k").when(region).not.to.allow("s3:PutObject");
    });

    it("says of a failure the decision, the statement that decides and what the request lacks", () => {
      const lacking = failureOf(() =>
        expect(operator()).on(arn).when(region).to.allow("ec2:TerminateInstances"),
      );
      expect(lacking)
        .to.include(`#aws_iam_role.operator to allow \`ec2:TerminateInstances\` on \`${arn}\``)
        .and.to.include("implicitly denied: no statement allows it")
        .and.to.include("aws_iam_policy.guarded /Statement/1 (Lifecycle) needs a value of")
        .and.to.include("not given  aws:ResourceTag/AWSBatchServiceTag");
      const allowed = failureOf(() =>
        expect(wide()).on(arn).when(region).not.to.allow("ec2:TerminateInstances"),
      );
      expect(allowed)
        .to.include("not to allow")
        .and.to.include("allowed by Lifecycle, /Statement/1 of aws_iam_policy.guarded");
    });

    it("fails an assertion and its negation where more keys would change the decision", () => {
      const asked = () => expect(operator()).on(arn).when(region);
      for (const assertion of [
        () => asked().to.allow("ec2:TerminateInstances"),
        () => asked().not.to.allow("ec2:TerminateInstances"),
      ])
        expect(failureOf(assertion)).to.include("but this request is allowed:");
    });

    it("is about some resource without `on`, and its negation about all, by proof", () => {
      expect(operator()).to.allow("ec2:TerminateInstances");
      expect(operator()).to.allow("s3:Put*");
      expect(operator()).not.to.allow("s3:DeleteBucket");
      expect(operator()).on("arn:aws:s3:::elsewhere/*").not.to.allow("s3:PutObject");
      expect(failureOf(() => expect(operator()).to.allow("s3:DeleteBucket"))).to.include(
        "to allow `s3:DeleteBucket` on some resource\n  no request for it is allowed, by proof",
      );
      expect(failureOf(() => expect(operator()).not.to.allow("s3:PutObject"))).to.match(
        /resource {3}arn:aws:s3:::example-batch-results\//,
      );
    });
  });

  it("compares what two targets allow, over all requests", () => {
    expect(operator()).to.be.containedIn(wide());
    expect(operator()).to.be.strictlyContainedIn(wide());
    expect(operator()).to.be.equivalentTo(operator());
    expect(wide()).not.to.be.containedIn(operator());
    expect(wide()).not.to.be.equivalentTo(operator());
    expect(operator()).not.to.be.strictlyContainedIn(operator());
    expect(failureOf(() => expect(wide()).to.be.containedIn(operator())))
      .to.include("only the left side allows:")
      .and.to.match(/action +ec2:/);
    expect(failureOf(() => expect(operator()).to.be.equivalentTo(wide()))).to.include(
      "only the right side allows:",
    );
    expect(failureOf(() => expect(operator()).to.be.strictlyContainedIn(operator()))).to.include(
      "both sides allow the same",
    );
  });

  it("asks who may assume a role", () => {
    expect(job()).to.be.assumableOnlyBy("ecs-tasks.amazonaws.com");
    expect(job()).not.to.be.assumableOnlyBy("ec2.amazonaws.com");
    expect(failureOf(() => expect(job()).to.be.assumableOnlyBy("ec2.amazonaws.com"))).to.include(
      "ecs-tasks.amazonaws.com",
    );
  });

  it("asks a property, and leaves a function to chai", () => {
    expect(operator()).to.satisfy("tag-guard");
    expect(wide()).not.to.satisfy("tag-guard");
    expect(failureOf(() => expect(wide()).to.satisfy("tag-guard"))).to.include("replay     planproof decide");
    expect(3).to.satisfy((value: number) => value > 2);
  });

  const doubts: Readonly<Record<string, readonly [assertions: readonly (() => unknown)[], says: string]>> = {
    "what is unknown": [
      [
        () => expect(unknown()).to.allow("s3:GetObject"),
        () => expect(unknown()).not.to.allow("s3:GetObject"),
        () => expect(unknown()).on("arn:aws:s3:::b/k").to.allow("s3:GetObject"),
        () => expect(unknown()).to.be.containedIn(job()),
        () => expect(unknown()).not.to.be.containedIn(job()),
        () => expect(unknown()).to.satisfy("no-iam-administration"),
        () => expect(unknown()).not.to.satisfy("no-iam-administration"),
      ],
      "the policy is known only after apply",
    ],
    "an unknown target": [
      [
        () => expect(targetOf(plan!, "aws_iam_role.jbo")).to.allow("s3:GetObject"),
        () => expect(targetOf(plan!, "aws_iam_role.jbo")).not.to.allow("s3:GetObject"),
        () => expect(job()).not.to.be.containedIn(targetOf(plan!, "aws_iam_role.jbo")),
      ],
      "did you mean `aws_iam_role.job`?",
    ],
    "a promise": [
      [
        () => expect(loadSource("absent.json")).to.allow("s3:GetObject"),
        () => expect(loadSource("absent.json")).not.to.allow("s3:GetObject"),
      ],
      "this is not a principal, a resource or a policy",
    ],
    "an unknown property": [
      [() => expect(job()).to.satisfy("tag-gard"), () => expect(job()).not.to.satisfy("tag-gard")],
      "did you mean `tag-guard`?",
    ],
    "a property that does not apply": [
      [
        () => expect(job()).to.satisfy("batch-guarded-subset"),
        () => expect(job()).not.to.satisfy("batch-guarded-subset"),
      ],
      "`batch-guarded-subset` does not apply to it",
    ],
  };
  for (const [what, [assertions, says]] of Object.entries(doubts)) {
    it(`passes neither an assertion nor its negation of ${what}`, () => {
      for (const assertion of assertions) expect(failureOf(assertion)).to.include(says);
    });
  }
});
