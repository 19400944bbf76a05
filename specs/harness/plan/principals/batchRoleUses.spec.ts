import { expect } from "chai";
import { extractBytes, fixtureBytes } from "../fixture.js";
import { change, extractPlan, makePlan, trust, written } from "../plans.js";

const account = "123456789012";
const role = (name: string, more: object = {}) =>
  change(`aws_iam_role.${name}`, {
    after: {
      name,
      path: "/",
      arn: `arn:aws:iam::${account}:role/${name}`,
      assume_role_policy: trust,
      ...more,
    },
  });
const usesIn = (changes: readonly object[], root?: object) =>
  Object.fromEntries(
    extractPlan(makePlan(changes, root)).principals.map(({ address, usedBy }) => [address, usedBy]),
  );
const job = (after: Readonly<Record<string, unknown>>, unknown: object = {}) =>
  change("aws_batch_job_definition.j", { after, unknown });
const arn = `arn:aws:iam::${account}:role/job`;

describe("what runs as a role in AWS Batch", () => {
  const documents: readonly (readonly [attribute: string, value: object])[] = [
    ["container_properties", { image: "i", jobRoleArn: arn }],
    ["container_properties", { ExecutionRoleArn: arn }],
    ["node_properties", { nodeRangeProperties: [{ container: { executionRoleArn: arn } }] }],
    [
      "node_properties",
      { nodeRangeProperties: [{ ecsProperties: { taskProperties: [{ taskRoleArn: arn }] } }] },
    ],
    ["ecs_properties", { taskProperties: [{ taskRoleArn: arn, executionRoleArn: arn }] }],
  ];
  for (const [attribute, value] of documents) {
    it(`is read from ${attribute} ${JSON.stringify(value).slice(0, 50)}`, () => {
      const uses = usesIn([role("job"), role("other"), job({ [attribute]: JSON.stringify(value) })]);
      expect(uses).to.deep.equal({
        "aws_iam_role.job": [`aws_batch_job_definition.j.${attribute}`],
        "aws_iam_role.other": undefined,
      });
    });
  }

  const submitters: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
    ["aws_cloudwatch_event_target", { role_arn: arn }, "role_arn"],
    ["aws_scheduler_schedule", { target: [{ role_arn: arn }] }, "target.role_arn"],
    ["aws_sfn_state_machine", { role_arn: arn }, "role_arn"],
    ["aws_pipes_pipe", { role_arn: arn }, "role_arn"],
    ["aws_lambda_function", { role: arn }, "role"],
    ["aws_ecs_task_definition", { task_role_arn: arn }, "task_role_arn"],
    ["aws_ecs_task_definition", { execution_role_arn: arn }, "execution_role_arn"],
    ["aws_eks_pod_identity_association", { role_arn: arn }, "role_arn"],
    ["aws_instance", { iam_instance_profile: "p" }, "iam_instance_profile"],
    ["aws_launch_template", { iam_instance_profile: [{ name: "p" }] }, "iam_instance_profile.name"],
    [
      "aws_launch_template",
      { iam_instance_profile: [{ arn: `arn:aws:iam::${account}:instance-profile/p` }] },
      "iam_instance_profile.arn",
    ],
  ];
  for (const [type, after, attribute] of submitters) {
    it(`is known for ${type}.${attribute}, which may submit jobs`, () => {
      const profile = change("aws_iam_instance_profile.p", { after: { name: "p", role: "job" } });
      const uses = usesIn([role("job"), role("other"), profile, change(`${type}.x`, { after })]);
      expect(uses).to.deep.equal({
        "aws_iam_role.job": [`${type}.x.${attribute}`],
        "aws_iam_role.other": undefined,
      });
    });
  }

  it("is found by reference where the value is unknown", () => {
    const references = ["aws_iam_role.job.arn", "aws_iam_role.job", "aws_ecr_repository.r.repository_url"];
    const uses = usesIn([role("job"), job({}, { container_properties: true })], {
      resources: [written("aws_batch_job_definition.j", { container_properties: references })],
    });
    expect(uses["aws_iam_role.job"]).to.deep.equal(["aws_batch_job_definition.j.container_properties"]);
  });

  it("is found through the instance profile", () => {
    const environment = (instance_role: string) =>
      change("aws_batch_compute_environment.e", {
        after: { service_role: arn, compute_resources: [{ instance_role, spot_iam_fleet_role: arn }] },
      });
    const profile = change("aws_iam_instance_profile.p", { after: { name: "p", path: "/x/", role: "host" } });
    const named = `arn:aws:iam::${account}:instance-profile/x/p`;
    expect(usesIn([role("job"), role("host"), profile, environment(named)])).to.deep.equal({
      "aws_iam_role.job": [
        "aws_batch_compute_environment.e.service_role",
        "aws_batch_compute_environment.e.compute_resources.spot_iam_fleet_role",
      ],
      "aws_iam_role.host": ["aws_batch_compute_environment.e.compute_resources.instance_role"],
    });
  });

  it("is nothing in a string that is not JSON, or nests without end", () => {
    const deep = "[".repeat(100_000);
    for (const text of ["{", "null", deep]) {
      expect(usesIn([role("job"), job({ container_properties: text })])).to.deep.equal({
        "aws_iam_role.job": undefined,
      });
    }
  });

  it("is known for the roles of the batch plan", () => {
    const { principals } = extractBytes(fixtureBytes("batch-plan/create.plan.json"));
    expect(principals.map(({ usedBy }) => usedBy)).to.deep.equal([
      ["aws_batch_compute_environment.main.service_role"],
      ["aws_batch_job_definition.main.container_properties"],
      undefined,
    ]);
  });
});
