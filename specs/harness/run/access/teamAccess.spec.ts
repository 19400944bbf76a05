import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { gatherEvidence } from "../../../../harness/api/gatherEvidence.js";
import type { Evidence } from "../../../../harness/run/access/evidence.js";
import { openSource } from "../../../../harness/run/openSource.js";
import { temporaryDirectory } from "../../cli/temporaryDirectory.js";
import { teamPlan } from "../../page/teamPlan.js";
import { makePlan, unchanged } from "../../plan/plans.js";

describe("who can become which principal, and who comes from outside", () => {
  const scratch = temporaryDirectory();
  let evidence: Evidence;
  before(async function () {
    this.timeout(60_000);
    writeFileSync(scratch.path("plan.json"), JSON.stringify(teamPlan()));
    const source = await openSource(scratch.path("plan.json"));
    if (!source.ok) throw new Error("the plan cannot be read");
    evidence = await gatherEvidence([source.value]);
  });

  it("is a step for each pair of principals, marked where the change makes it", () => {
    const { steps, ends } = evidence.becoming!;
    const bare = (name: string) => name.replace(`${scratch.path("plan.json")}#aws_iam_role.`, "");
    const rows = steps.map(({ from, to, step, isNew = false }) => [bare(from), bare(to), step, isNew]);
    expect(rows).to.have.deep.members([
      ["ci_deploy", "nightly_export", "lambda-003", false],
      ["nightly_export", "data_engineer", "sts-001", false],
      ["data_engineer", "platform_admin", "iam-012", true],
      ["break_glass", "platform_admin", "sts-001", false],
    ]);
    expect(ends.map(bare)).to.deep.equal(["platform_admin"]);
    expect(steps.every(({ inChain }) => inChain)).to.equal(true);
  });

  it("is each class of callers from outside, with what it may do and by which statement", () => {
    const { reached, resources } = evidence.outside!;
    const rows = reached.map(({ target, caller, actions, levels }) =>
      [target.replace(/.*#/, ""), caller.name, actions.join(), levels].join(" "),
    );
    expect(rows).to.have.members([
      "aws_iam_role.ci_deploy identity provider arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com sts:AssumeRoleWithWebIdentity w",
      "aws_iam_role.nightly_export service lambda.amazonaws.com sts:AssumeRole w",
      "aws_iam_role.batch_job service ecs-tasks.amazonaws.com sts:AssumeRole w",
      "aws_iam_role.batch_service service batch.amazonaws.com sts:AssumeRole w",
      "aws_iam_role.image_builder service codebuild.amazonaws.com sts:AssumeRole w",
      "aws_iam_role.vendor_audit account 444455556666 sts:AssumeRole w",
      "aws_s3_bucket.example_results account 777788889999 s3:GetObject r",
      "aws_s3_bucket.example_artifacts service cloudfront.amazonaws.com s3:GetObject,s3:PutObject rw",
    ]);
    expect(resources).to.equal(11);
    const vendor = reached.find(({ target }) => target.endsWith("vendor_audit"))!;
    expect(vendor.witness.context).to.deep.equal({ "sts:ExternalId": "k7-41" });
    expect(vendor.statements.map(({ source }) => source)).to.deep.equal([
      "aws_iam_role.vendor_audit.assume_role_policy",
    ]);
  });

  it("asks once about roles that differ by their names alone, and says the name of each", () => {
    const { reached } = evidence.outside!;
    for (const { target, witness, isTrust } of reached.filter(
      (one) => one.caller.kind === "service" && one.isTrust,
    )) {
      const name = target.replace(/.*\./, "").replaceAll("_", "-");
      expect([witness.resource, isTrust]).to.deep.equal([`arn:aws:iam::111122223333:role/${name}`, true]);
    }
  });
});

describe("who comes from outside to resources with one policy, of which a pattern matches some names alone", () => {
  const scratch = temporaryDirectory();

  /** The names that everyone reaches, in a plan with resources in this order. */
  async function reachedIn(type: string, names: readonly string[], resource: string) {
    const service = type === "aws_sqs_queue" ? "sqs" : "sns";
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: `${service}:*`, Resource: resource }],
    });
    const resources = names.map((name) =>
      unchanged(`${type}.${name.replaceAll("-", "_")}`, {
        ...{ name, policy, tags_all: {} },
        arn: `arn:aws:${service}:eu-west-1:111122223333:${name}`,
      }),
    );
    writeFileSync(scratch.path("plan.json"), JSON.stringify(makePlan(resources)));
    const source = await openSource(scratch.path("plan.json"));
    if (!source.ok) throw new Error("the plan cannot be read");
    const { reached, resources: asked } = (await gatherEvidence([source.value])).outside!;
    expect(asked).to.equal(names.length);
    return reached.map(({ target, caller }) => `${target.replace(/.*\./, "")} ${caller.kind}`);
  }

  for (const [title, type, names, pattern, expected] of [
    ["a queue", "aws_sqs_queue", ["a-in", "public-in"], "arn:aws:sqs:*:*:public-*", "public_in"],
    ["a prefix", "aws_sqs_queue", ["beta", "alpha"], "arn:aws:sqs:eu-west-1:111122223333:alph*", "alpha"],
    ["one character", "aws_sqs_queue", ["jobs-10", "jobs-1"], "arn:aws:sqs:*:*:jobs-?", "jobs_1"],
    ["a topic", "aws_sns_topic", ["private", "public"], "arn:aws:sns:*:*:publ*", "public"],
  ] as const) {
    for (const order of [names, names.toReversed()])
      it(`is asked of each: ${title}, ${order.join(" before ")}`, async () => {
        expect(await reachedIn(type, order, pattern)).to.deep.equal([`${expected} everyone`]);
      });
  }

  it("is asked once where the pattern is `*`, and answered for each", async () => {
    expect(await reachedIn("aws_sqs_queue", ["one", "two", "three"], "*")).to.deep.equal([
      "one everyone",
      "two everyone",
      "three everyone",
    ]);
  });
});
