import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile/index.js";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import {
  batchInstanceProfile,
  batchJobRole,
  batchServiceRole,
  sourceFromSynth,
} from "../../../harness/cdktf/cdktf.js";
import { check, diff, isStrictlyContainedIn, loadSource, targetOf } from "../../../harness/planproof.js";

const classes = { IamRole, IamPolicy, IamRolePolicyAttachment, IamInstanceProfile };
const account = "111122223333";

function synthesize(): string {
  const stack = new TerraformStack(Testing.app(), "jobs");
  const { role: instance } = batchInstanceProfile(stack, "instance", {
    classes,
    account,
    name: "batch-instance",
    repositories: [`arn:aws:ecr:eu-west-1:${account}:repository/render`],
  });
  const { role: job } = batchJobRole(stack, "job", {
    classes,
    account,
    statements: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::render-results/in/*" }],
  });
  batchServiceRole(stack, "service", { classes, account, passes: [instance.arn, job.arn] });
  return Testing.synth(stack);
}

type Statement = Record<string, unknown> & { readonly Sid?: string };
interface Synthesized {
  readonly resource: Record<string, Record<string, Record<string, string>>>;
}

/** The stack with something else in one of its documents. */
function rewritten(
  [type, name, attribute]: readonly [type: string, name: string, attribute: string],
  rewrite: (statement: Statement) => void,
): string {
  const stack = JSON.parse(synthesize()) as Synthesized;
  const values = stack.resource[type]![name]!;
  const document = JSON.parse(values[attribute]!) as { Statement: Statement[] };
  document.Statement.forEach(rewrite);
  values[attribute] = JSON.stringify(document);
  return JSON.stringify(stack);
}

/** What is refuted of a stack, before which there was the one with all guards. */
async function refuted(json: string): Promise<readonly string[]> {
  const source = sourceFromSynth(json, "jobs", { account, before: synthesize() });
  const report = await check(source);
  if (!report.ok) throw new Error(report.diagnostics.map(({ message }) => message).join("; "));
  expect(report.value.verdicts.filter(({ outcome }) => outcome.verdict === "undecided")).to.deep.equal([]);
  return report.value.verdicts
    .filter(({ outcome }) => outcome.verdict === "refuted")
    .map(({ property, target }) => `${property} ${target.slice("jobs#".length)}`);
}

const dropCondition = (sid: string) => (statement: Statement) => {
  if (statement.Sid === sid) delete statement["Condition"];
};
const servicePolicy = ["aws_iam_policy", "service-policy", "policy"] as const;
/** Spot fleets are requested, and images are run, without a name that could be known before. */
const accepted = "no-broad-write aws_iam_role.service-role";

describe("the roles for AWS Batch", () => {
  it("hold every recommended property, but for two actions of the service on any resource", async () => {
    expect(await refuted(synthesize())).to.deep.equal([accepted]);
  });

  for (const [what, sid, property] of [
    ["tag auto scaling groups", "AWSBatchPolicyStatement4", "tag-guard"],
    ["pass roles", "AWSBatchPolicyStatement5", "pass-role-services"],
    ["make launch templates", "AWSBatchPolicyStatement7", "tag-guard"],
    ["end instances", "AWSBatchPolicyStatement8", "tag-guard"],
    ["make clusters", "AWSBatchPolicyStatement14", "tag-guard"],
    ["run instances", "AWSBatchPolicyStatement16", "tag-guard"],
  ] as const) {
    it(`are refuted when the service may ${what} without the guard`, async () => {
      const found = await refuted(rewritten(servicePolicy, dropCondition(sid)));
      expect(found).to.include(`${property} aws_iam_role.service-role`);
    });
  }

  it("are refuted when the service may pass any role", async () => {
    const found = await refuted(
      rewritten(servicePolicy, (statement) => {
        if (statement.Sid === "AWSBatchPolicyStatement5") statement["Resource"] = "*";
      }),
    );
    expect(found).to.include("no-escalation-path aws_iam_role.service-role");
  });

  for (const name of ["service", "job"]) {
    it(`are refuted when the ${name} role can be assumed for another account`, async () => {
      const trust = ["aws_iam_role", `${name}-role`, "assume_role_policy"] as const;
      const found = await refuted(rewritten(trust, (statement) => delete statement["Condition"]));
      expect(found).to.include(`confused-deputy aws_iam_role.${name}-role.assume_role_policy`);
    });
  }

  it("are refuted when instances pull any image, or act in any cluster", async () => {
    const policy = ["aws_iam_policy", "instance-policy", "policy"] as const;
    const found = await refuted(
      rewritten(policy, (statement) => {
        statement["Resource"] = "*";
        delete statement["Condition"];
      }),
    );
    expect(found).to.include.members([
      "no-broad-data-read aws_iam_role.instance-role",
      "no-broad-write aws_iam_role.instance-role",
    ]);
  });

  for (const [name, managed] of [
    ["service", "BatchServiceRolePolicy@v8"],
    ["instance", "AmazonEC2ContainerServiceforEC2Role@v10"],
  ] as const) {
    it(`have less in the ${name} policy than ${managed} of AWS`, async () => {
      const copy = targetOf(sourceFromSynth(synthesize(), "jobs", { account }), `aws_iam_role.${name}-role`);
      const within = await isStrictlyContainedIn(copy, await loadSource(`managed:${managed}`));
      expect(within.ok && within.value.verdict, JSON.stringify(within)).to.equal("holds");
    });
  }
});

describe("two syntheses in one source", () => {
  const dropped = rewritten(servicePolicy, dropCondition("AWSBatchPolicyStatement8"));

  it("have the access between them that a change adds", async () => {
    const changed = await diff(sourceFromSynth(dropped, "jobs", { account, before: synthesize() }));
    expect(changed.ok && changed.value.changes.map(({ change, target }) => [change, target])).to.deep.equal([
      ["widened", "jobs#aws_iam_role.service-role"],
    ]);
  });

  it("add nothing where they are the same", async () => {
    const changed = await diff(sourceFromSynth(dropped, "jobs", { account, before: dropped }));
    expect(changed.ok && changed.value.changes).to.deep.equal([]);
  });

  it("fail with the gate `new` for what the change makes alone", async () => {
    const gated = async (before: string) => {
      const source = sourceFromSynth(dropped, "jobs", { account, before });
      const report = await check(source, { gate: "new" });
      if (!report.ok) throw new Error(report.diagnostics[0]!.message);
      const { refuted: all, belowGate = 0, before: known = 0 } = report.value.counts;
      return all - belowGate - known;
    };
    expect([await gated(dropped), await gated(synthesize())]).to.deep.equal([0, 1]);
  });

  it("are refused where the earlier one is something else", () => {
    const source = sourceFromSynth(dropped, "jobs", { before: "[]" });
    expect(source.diagnostics[0]?.message).to.include("jobs before the change");
  });
});
