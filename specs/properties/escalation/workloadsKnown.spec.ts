import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import { change, extractPlan, makePlan, unchanged, written } from "../../harness/plan/plans.js";
import { everything, judgeIn, lambda, on, type Resources, role, root, stepsOf } from "./smallPlans.js";
import { account, arnOf } from "./stepPlan.js";

const runs = arnOf("role", "admin");
const kept = (resources: Resources): readonly object[] =>
  Object.entries(resources).map(([address, values]) => unchanged(address, values));

/** A plan that makes a workload, whose ARN AWS knows after apply. */
const making = (type: string, values: object, { service, grant }: { service: string; grant: object }) => [
  ...kept(role("admin", { Service: `${service}.amazonaws.com` }, [everything])),
  ...kept(role("ci", root, [grant])),
  change(`${type}.w`, { after: { name: "w", ...values }, unknown: { arn: true, id: true } }),
];
const own = (service: string, name: string): string => `arn:aws:${service}:*:${account}:${name}`;

describe("workloads that a plan makes", function () {
  this.timeout(20_000);
  for (const [expected, type, values, asked] of [
    [
      "critical cloudformation-002",
      "aws_cloudformation_stack",
      { iam_role_arn: runs },
      {
        service: "cloudformation",
        grant: on("cloudformation:UpdateStack", own("cloudformation", "stack/w/*")),
      },
    ],
    [
      "critical own-glue-startjob",
      "aws_glue_job",
      { role_arn: runs },
      { service: "glue", grant: on("glue:StartJobRun", own("glue", "job/w")) },
    ],
    [
      "holds",
      "aws_glue_job",
      { role_arn: runs },
      { service: "glue", grant: on("glue:StartJobRun", own("glue", "job/other")) },
    ],
    [
      "critical own-synthetics",
      "aws_synthetics_canary",
      { execution_role_arn: runs },
      { service: "lambda", grant: on("synthetics:*", own("synthetics", "canary:w")) },
    ],
    [
      "critical apprunner-002",
      "aws_apprunner_service",
      { service_name: "w", instance_configuration: [{ instance_role_arn: runs }] },
      { service: "tasks.apprunner", grant: on("apprunner:UpdateService", own("apprunner", "service/w/*")) },
    ],
    [
      "critical bedrock-002",
      "aws_bedrockagentcore_code_interpreter",
      { execution_role_arn: runs },
      { service: "bedrock-agentcore", grant: on("bedrock-agentcore:*", "*") },
    ],
    [
      "critical own-sagemaker-studio",
      "aws_sagemaker_user_profile",
      { user_profile_name: "W", domain_id: "d-1", user_settings: [{ execution_role: runs }] },
      {
        service: "sagemaker",
        grant: on("sagemaker:CreatePresignedDomainUrl", own("sagemaker", "user-profile/*/w")),
      },
    ],
  ] as const)
    it(`say "${expected}" of ${type}`, async () => {
      const { targets } = extractPlan(makePlan(making(type, values, asked)));
      expect(stepsOf(await judgeIn(targets, noEscalationPath))).to.equal(expected);
    });

  const shell = (resource: string, ...more: readonly object[]): Resources => ({
    ...role("admin", { Service: "ec2.amazonaws.com" }, [everything]),
    "aws_iam_instance_profile.p": { name: "p", role: "admin", arn: arnOf("instance-profile", "p") },
    "aws_instance.w": {
      arn: own("ec2", "instance/i-1").replace("*", "eu-west-1"),
      iam_instance_profile: "p",
    },
    ...role("ci", root, [
      on("ssm:SendCommand", resource),
      on("ssm:SendCommand", own("ec2", "instance/*")),
      ...more,
    ]),
  });
  const made = own("ssm", "document/ci-*");
  for (const [name, expected, resources] of [
    ["of AWS", "critical ssm-002", shell("arn:aws:ssm:*::document/AWS-RunRemoteScript")],
    ["of AWS that runs nothing", "holds", shell("arn:aws:ssm:*::document/AWS-GatherSoftwareInventory")],
    ["that the caller makes", "critical ssm-002", shell(made, on("ssm:CreateDocument", made))],
    ["that others make", "holds", shell(made)],
  ] as const)
    it(`say "${expected}" of an instance that runs a document ${name}`, async () => {
      const { targets } = extractPlan(makePlan(kept(resources)));
      expect(stepsOf(await judgeIn(targets, noEscalationPath))).to.equal(expected);
    });

  const named = "aws_lambda_function.w.role: which role it runs with is known only after apply";
  for (const [name, expected, reference] of [
    ["that the plan does not show", `${named}: it depends on \`module.x.arn\``, ["module.x.arn"]],
    ["that nothing sets", "holds", undefined],
  ] as const)
    it(`run with a role ${name}`, async () => {
      const changes = [
        ...kept(role("admin", lambda, [everything])),
        ...kept(role("ci", root, [on("lambda:UpdateFunctionCode", "*")])),
        change("aws_lambda_function.w", {
          after: { function_name: "w" },
          unknown: { arn: true, role: true },
        }),
      ];
      const conf = { resources: [written("aws_lambda_function.w", reference ? { role: reference } : {})] };
      const outcome = await judgeIn(extractPlan(makePlan(changes, conf)).targets, noEscalationPath);
      const said =
        outcome.verdict === "undecided" && outcome.kind === "holes"
          ? outcome.holes.map(({ address, reason }) => `${address}: ${reason}`).join(", ")
          : stepsOf(outcome);
      expect(said).to.equal(expected);
    });
});
