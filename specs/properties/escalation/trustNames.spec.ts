import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import {
  assuming,
  everything,
  judge,
  on,
  passing,
  type Resources,
  role,
  root,
  stepsOf,
} from "./smallPlans.js";
import { account, arnOf } from "./stepPlan.js";

const states = (service: string, condition: object = {}): Resources => ({
  ...role("admin", { Service: service }, [everything]),
  ...role("ci", root, [
    passing(arnOf("role", "admin"), condition),
    on(["states:CreateStateMachine", "states:StartExecution"], "*"),
  ]),
});
const passedTo = (service: string) => ({ Condition: { StringLike: { "iam:PassedToService": service } } });
const session = (name: string, statements: readonly object[] = [on("s3:*", "*")]): Resources => ({
  ...role("admin", { AWS: `arn:aws:sts::${account}:assumed-role/${name}` }, [everything]),
  ...role("ci", root, statements),
});

describe("no-escalation-path by the names in trust policies", function () {
  this.timeout(20_000);
  for (const [name, expected, resources] of [
    ["a service by its name", "critical stepfunctions-001", states("states.amazonaws.com")],
    ["a service in a region", "critical stepfunctions-001", states("states.eu-west-1.amazonaws.com")],
    ["a service of another name", "holds", states("other.states.amazonaws.com")],
    [
      "a service in a region, to which the role is passed by that name",
      "critical stepfunctions-001",
      states("states.eu-west-1.amazonaws.com", passedTo("states.*.amazonaws.com")),
    ],
    [
      "a service in a region, where the role is passed to another one",
      "holds",
      states("states.eu-west-1.amazonaws.com", passedTo("lambda.amazonaws.com")),
    ],
    [
      "a service in China",
      "critical ec2-001",
      {
        ...role("admin", { Service: "ec2.amazonaws.com.cn" }, [everything]),
        "aws_iam_instance_profile.p": { name: "p", role: "admin", arn: arnOf("instance-profile", "p") },
        ...role("ci", root, [
          passing(arnOf("role", "admin"), passedTo("ec2.amazonaws.com.cn")),
          on("ec2:RunInstances", "*"),
        ]),
      },
    ],
    ["a session of the role", "medium sts-001", session("ci/deploy")],
    ["a session of another role", "holds", session("other/deploy", [assuming("admin")])],
    [
      "a session of the role, which denies it",
      "holds",
      session("ci/deploy", [{ Effect: "Deny", Action: "sts:*", Resource: "*" }]),
    ],
  ] as const)
    it(`says "${expected}" of a role that trusts ${name}`, async () =>
      expect(stepsOf(await judge(resources as Resources, noEscalationPath))).to.equal(expected));
});
