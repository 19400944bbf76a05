import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import {
  admin,
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
} from "./smallPlans.js";
import { account, arnOf } from "./stepPlan.js";

const many = (count: number, make: (at: number) => Resources): Resources =>
  Object.assign({}, ...Array.from({ length: count }, (_, at) => make(at)));
const ecs = (kind: string): string => `arn:aws:ecs:eu-west-1:${account}:${kind}`;
const cluster = (at: number): Resources => ({
  [`aws_ecs_cluster.c${at}`]: { name: `c${at}`, arn: ecs(`cluster/c${at}`), tags_all: {} },
});
const task = (at: number): Resources => ({
  [`aws_ecs_task_definition.t${at}`]: {
    family: `t${at}`,
    arn: ecs(`task-definition/t${at}:1`),
    tags_all: {},
  },
});
const idle = (at: number): Resources => ({
  [`aws_lambda_function.f${at}`]: {
    function_name: `f${at}`,
    arn: `arn:aws:lambda:eu-west-1:${account}:function:f${at}`,
    role: arnOf("role", "idle"),
    tags_all: {},
  },
});
const running = (clusters: number, tasks: number, name: string): Resources => ({
  ...role("admin", { Service: "ecs-tasks.amazonaws.com" }, [everything]),
  ...many(clusters, cluster),
  ...many(tasks, task),
  ...role("ci", root, [
    passing(arnOf("role", "admin")),
    on("ecs:RunTask", "*", { Condition: { ArnEquals: { "ecs:cluster": ecs(`cluster/${name}`) } } }),
  ]),
});

describe("no-escalation-path where a step may use many resources", function () {
  this.timeout(60_000);
  for (const [name, expected, resources] of [
    [
      "the last of 1,100 functions alone",
      "critical pmapper-lambda-config",
      {
        ...role("idle", lambda, []),
        ...admin,
        ...many(1_100, idle),
        ...role("ci", root, [
          passing(arnOf("role", "admin")),
          functions(["UpdateFunctionConfiguration", "UpdateFunctionCode"], "f1099"),
        ]),
      },
    ],
    ["the last of 20 clusters alone, with 30 task definitions", "critical ecs-008", running(20, 30, "c19")],
    ["none of 20 clusters", "holds", running(20, 30, "other")],
    ["none of 40 clusters, with 30 task definitions", "undecided", running(40, 30, "other")],
  ] as const)
    it(`says "${expected}" of ${name}`, async () =>
      expect(stepsOf(await judge(resources as Resources, noEscalationPath))).to.equal(expected));
});
