import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import {
  assuming,
  everything,
  functions,
  judge,
  lambda,
  on,
  passing,
  type Resources,
  role,
  root,
  stepsOf,
  tool,
} from "./smallPlans.js";
import { account, arnOf, documentOf } from "./stepPlan.js";

const states = (service: string, condition: object = {}): Resources => ({
  ...role("admin", { Service: service }, [everything]),
  ...role("ci", root, [
    passing(arnOf("role", "admin"), condition),
    on(["states:CreateStateMachine", "states:StartExecution"], "*"),
  ]),
});
const passedTo = (service: string) => ({ Condition: { StringLike: { "iam:PassedToService": service } } });
const sessionArn = (name: string): string => `arn:aws:sts::${account}:assumed-role/${name}`;
const session = (name: string, statements: readonly object[] = [on("s3:*", "*")]): Resources => ({
  ...role("admin", { AWS: sessionArn(name) }, [everything]),
  ...role("ci", root, statements),
});

/** A function whose role lets Lambda in for one account. */
const forAccount = (id: string, arn = arnOf("role", "admin")): Resources => ({
  ...role("admin", lambda, [everything], {
    arn,
    assume_role_policy: documentOf({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: lambda,
      Condition: { StringEquals: { "aws:SourceAccount": id } },
    }),
  }),
  ...tool,
  ...role("ci", root, [functions(["UpdateFunctionCode"])]),
});
const elsewhere = (kind: string): string => `arn:aws:iam::222222222222:${kind}`;

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
    ["a service for its account", "critical lambda-003", forAccount(account)],
    ["a service for another account", "holds", forAccount("222222222222")],
    ["a session of the role", "medium sts-001", session("ci/deploy")],
    [
      "a session of the role, and its account, for which it may not assume it",
      "medium sts-001",
      {
        ...role("admin", { AWS: [root.AWS, sessionArn("ci/deploy")] }, [everything]),
        ...role("ci", root, [on("s3:*", "*")]),
      },
    ],
    [
      "the role and some of its sessions, and denies another",
      "medium sts-001",
      {
        ...role("admin", root, [everything], {
          assume_role_policy: documentOf(
            { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: arnOf("role", "ci") } },
            {
              Effect: "Deny",
              Action: "sts:AssumeRole",
              Principal: { AWS: sessionArn("ci/deploy") },
            },
            {
              Effect: "Allow",
              Action: "sts:AssumeRole",
              Principal: { AWS: sessionArn("ci/other") },
            },
          ),
        }),
        ...role("ci", root, [on("s3:*", "*")]),
      },
    ],
    ["a session of another role", "holds", session("other/deploy", [assuming("admin")])],
    [
      "a session of the role, which denies it",
      "holds",
      session("ci/deploy", [{ Effect: "Deny", Action: "sts:*", Resource: "*" }]),
    ],
  ] as const)
    it(`says "${expected}" of a role that trusts ${name}`, async () =>
      expect(stepsOf(await judge(resources as Resources, noEscalationPath))).to.equal(expected));

  it("follows steps in each account of a plan, and none that passes a role to another", async () => {
    const admins = role("admin", lambda, [everything], { arn: elsewhere("role/admin") });
    const run = [
      passing("*"),
      on(["lambda:CreateFunction", "lambda:InvokeFunction"], "arn:aws:lambda:*:222222222222:function:*"),
    ];
    const own = { ...role("own", root, [on("s3:*", "*")]), ...admins };
    const near = role("ci", root, run, { arn: elsewhere("role/ci") });
    expect(stepsOf(await judge({ ...own, ...near }, noEscalationPath))).to.equal("critical lambda-001");
    const far = role("ci", root, [passing(elsewhere("role/admin")), ...run.slice(1)]);
    expect(stepsOf(await judge({ ...own, ...far }, noEscalationPath))).to.equal("holds");
  });
});
