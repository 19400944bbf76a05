import { evaluateProperty } from "../../../harness/run/evaluateProperty.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Outcome, Property, SearchOptions } from "../../../properties/property.js";
import type { Target } from "../../../properties/target.js";
import { account, allowing, arnOf, documentOf, stepReference, targetsOf, trusting } from "./stepPlan.js";

export type Resources = Parameters<typeof targetsOf>[0];

export const everything = allowing(["*"]);
export const on = (action: string | readonly string[], resource: string, more: object = {}): object => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...more,
});
export const root = { AWS: `arn:aws:iam::${account}:root` };
export const lambda = { Service: "lambda.amazonaws.com" };

/** A role with its statements, by its name. */
export const role = (
  name: string,
  trust: object,
  statements: readonly object[],
  more: object = {},
): Resources => ({
  [`aws_iam_role.${name}`]: {
    name,
    path: "/",
    arn: arnOf("role", name),
    tags_all: {},
    assume_role_policy: trusting(trust),
    ...more,
  },
  ...(statements.length > 0 && {
    [`aws_iam_role_policy.${name}`]: { role: name, name, policy: documentOf(...statements) },
  }),
});

/** A user with its statements, by its name, in some groups. */
export const user = (
  name: string,
  statements: readonly object[],
  { groups = [], ...more }: { readonly groups?: readonly string[] } & object = {},
): Resources => ({
  [`aws_iam_user.${name}`]: { name, path: "/", arn: arnOf("user", name), tags_all: {}, ...more },
  ...(statements.length > 0 && {
    [`aws_iam_user_policy.${name}`]: { user: name, name, policy: documentOf(...statements) },
  }),
  ...(groups.length > 0 && { [`aws_iam_user_group_membership.${name}`]: { user: name, groups } }),
});

/** A group with its statements, by its name. */
export const group = (name: string, statements: readonly object[]): Resources => ({
  [`aws_iam_group.${name}`]: { name, path: "/", arn: arnOf("group", name) },
  ...(statements.length > 0 && {
    [`aws_iam_group_policy.${name}`]: { group: name, name, policy: documentOf(...statements) },
  }),
});

export const policy = (name: string, ...statements: readonly object[]): Resources => ({
  [`aws_iam_policy.${name}`]: {
    name,
    path: "/",
    arn: arnOf("policy", name),
    policy: documentOf(...statements),
  },
});

export const bounded = (name: string): object => ({ permissions_boundary: arnOf("policy", name) });

export const admin = role("admin", lambda, [everything]);
export const passing = (resource: string, more: object = {}): object => on("iam:PassRole", resource, more);
export const functions = (actions: readonly string[], name = "*"): object =>
  on(
    actions.map((action) => `lambda:${action}`),
    `arn:aws:lambda:*:${account}:function:${name}`,
  );
/** Lets a role assume others. */
export const assuming = (...names: readonly string[]): object => ({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Resource: names.map((name) => arnOf("role", name)),
});
export const create = ["CreateFunction", "InvokeFunction"];
export const tool: Resources = {
  "aws_lambda_function.tool": {
    function_name: "tool",
    arn: `arn:aws:lambda:eu-west-1:${account}:function:tool`,
    role: arnOf("role", "admin"),
    tags_all: {},
  },
};

/** What a property says of a principal of a plan. */
export const judge = async (
  resources: Resources,
  property: Property,
  name = "ci",
  options: Pick<SearchOptions, "isExceptedChain"> = {},
): Promise<Outcome> => judgeIn(targetsOf(resources), property, { name, ...options });

interface JudgeOptions extends Pick<SearchOptions, "isExceptedChain"> {
  /** of the principal; @defaultValue ci */
  readonly name?: string;
  /** @defaultValue the services of all steps */
  readonly reference?: ServiceReference;
}

/** The same of one of some targets, which share their graphs. */
export async function judgeIn(
  targets: readonly Target[],
  property: Property,
  { name = "ci", ...options }: JudgeOptions = {},
): Promise<Outcome> {
  const target = targets.find(({ address }) => address.resource!.endsWith(`.${name}`))!;
  const reference = options.reference ?? (await stepReference());
  return evaluateProperty(property, target, { seed: 1, runs: 10, universe: "typed", ...options, reference });
}

/** The ids of the steps, with the severity before them; or the verdict. */
export function stepsOf(outcome: Outcome): string {
  if (outcome.verdict !== "refuted") return outcome.verdict;
  const hops = outcome.chain?.hops.map(({ step }) => step) ?? [];
  return [outcome.severity, ...hops].join(" ");
}

const upTo = <T>(n: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: n }, (_, at) => make(at));
const holes = 10;
const key = (pigeon: number, hole: number) => `aws:RequestTag/p${pigeon}h${hole}`;
const denied = (nulls: object): object => ({
  Effect: "Deny",
  Action: "lambda:CreateFunction",
  Resource: "*",
  Condition: { Null: nulls },
});

/** Creates functions with the role `admin` where the tags put eleven pigeons in ten holes, which is past the budget of the prover. */
export const hard: readonly object[] = [
  passing("*"),
  functions(create),
  ...upTo(holes + 1, (pigeon) =>
    denied(Object.fromEntries(upTo(holes, (hole) => [key(pigeon, hole), "true"]))),
  ),
  ...upTo(holes, (hole) =>
    upTo(holes + 1, (one) =>
      upTo(one, (other) => denied({ [key(one, hole)]: "false", [key(other, hole)]: "false" })),
    ).flat(),
  ).flat(),
];
