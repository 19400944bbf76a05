import { type EscalationStep, escalationSteps } from "../../../policies/reference/escalationSteps.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { workloadRoles } from "../../../policies/reference/workloadRoles.js";
import type { Target } from "../../../properties/target.js";
import { extractPlan, makePlan, unchanged } from "../../harness/plan/plans.js";

type Values = Readonly<Record<string, unknown>>;

export const account = "111122223333";
export const arnOf = (kind: string, name: string): string => `arn:aws:iam::${account}:${kind}/${name}`;

/** A policy document, as JSON. */
export const documentOf = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
export const allowing = (actions: readonly string[], more: object = {}): object => ({
  Effect: "Allow",
  Action: actions,
  Resource: "*",
  ...more,
});
export const trusting = (principal: object): string =>
  documentOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal });

/** The targets of a plan of which nothing changes. */
export const targetsOf = (resources: Readonly<Record<string, Values>>): readonly Target[] =>
  extractPlan(makePlan(Object.entries(resources).map(([address, values]) => unchanged(address, values))))
    .targets;

let loaded: Promise<ServiceReference> | undefined;
/** The services of all steps, and one more. */
export const stepReference = (): Promise<ServiceReference> => {
  const services = escalationSteps.flatMap(({ requires }) =>
    requires.map(({ action }) => action.split(":")[0]!),
  );
  loaded ??= loadServiceReference([...new Set([...services, "kms"])]);
  return loaded;
};

/** What is left out of the plan of a step. */
export interface Without {
  readonly action?: string;
  /** true: no role trusts the service, nor the caller */
  readonly trust?: boolean;
  /** true: every grant asks for a tag of the resource that none has */
  readonly tag?: boolean;
  /** true: the boundary of the caller denies the first action */
  readonly boundary?: boolean;
}

/** The smallest plan in which a step leads from the principal `p` to `q`, or to further permissions of `p`. */
export function stepPlan(step: EscalationStep, without: Without = {}): Readonly<Record<string, Values>> {
  const { requires, leadsTo, existing = [], bounded = false } = step;
  const actions = [...new Set(requires.map(({ action }) => action))].filter((one) => one !== without.action);
  const isUser = step.caller === "user";
  const kind = isUser ? "user" : "role";
  const limit = { name: "limit", path: "/", arn: arnOf("policy", "limit") };
  const condition = {
    ...(without.tag && { StringEquals: { "aws:ResourceTag/team": "none" } }),
    // otherwise any policy may be attached
    ...(step.gives === "attached" && {
      ArnLikeIfExists: { "iam:PolicyARN": arnOf("policy", "*") },
    }),
  };
  const tagged = Object.keys(condition).length > 0 ? { Condition: condition } : {};
  const own = documentOf(
    { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
    ...(actions.length > 0 ? [allowing(actions, tagged)] : []),
  );
  const isBounded = bounded && leadsTo === "self";
  const boundary = isBounded || without.boundary ? { permissions_boundary: limit.arn } : {};
  const limits = without.boundary
    ? documentOf(allowing(["*"]), { Effect: "Deny", Action: requires[0]!.action, Resource: "*" })
    : documentOf(allowing(["*"]));
  const caller = { name: "p", path: "/", arn: arnOf(kind, "p"), tags_all: {}, ...boundary };
  return {
    "aws_iam_policy.limit": { ...limit, policy: limits },
    "aws_iam_policy.own": { name: "own", path: "/", arn: arnOf("policy", "own"), policy: own },
    [`aws_iam_${kind}.p`]: isUser
      ? caller
      : { ...caller, assume_role_policy: trusting({ Service: "batch.amazonaws.com" }) },
    [`aws_iam_${kind}_policy_attachment.p`]: { [kind]: "p", policy_arn: arnOf("policy", "own") },
    [`aws_iam_${kind}_policy.p`]: {
      [kind]: "p",
      name: "p",
      policy: documentOf({ Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" }),
    },
    ...(existing.some(({ type }) => type === "aws_iam_group") ? groupOf(own, step) : {}),
    ...targetOf(step, without, limit.arn),
    ...Object.assign({}, ...existing.map((one) => existingOf(one, step))),
  };
}

function groupOf(policy: string, { gives, existing = [] }: EscalationStep): Readonly<Record<string, Values>> {
  const isJoined = gives !== "group";
  const member = existing.some(({ ofTarget }) => ofTarget) ? "q" : "p";
  return {
    "aws_iam_group.g": { name: "g", path: "/", arn: arnOf("group", "g") },
    "aws_iam_group_policy.g": {
      group: "g",
      name: "g",
      policy: isJoined ? policy : documentOf(allowing(["*"])),
    },
    ...(isJoined && {
      "aws_iam_group_policy_attachment.g": { group: "g", policy_arn: arnOf("policy", "own") },
      "aws_iam_user_group_membership.p": { user: member, groups: ["g"] },
    }),
  };
}

function targetOf(
  { leadsTo, bounded, existing = [], service }: EscalationStep,
  { trust }: Without,
  limit: string,
): Readonly<Record<string, Values>> {
  const attachable = {
    "aws_iam_policy.q": {
      name: "qp",
      path: "/",
      arn: arnOf("policy", "qp"),
      policy: documentOf(allowing(["*"])),
    },
  };
  if (leadsTo === "user")
    return {
      ...attachable,
      "aws_iam_user.q": {
        name: "q",
        path: "/",
        arn: arnOf("user", "q"),
        tags_all: {},
        ...(bounded && { permissions_boundary: limit }),
      },
      "aws_iam_user_policy_attachment.q": { user: "q", policy_arn: arnOf("policy", "qp") },
    };
  if (leadsTo !== "role") return {};
  const workload = existing.find(({ runsAsTarget }) => runsAsTarget);
  const trusted =
    service ?? workloadRoles.find(({ type, runs }) => type === workload?.type && runs !== "fixed")?.service;
  const principal = trusted === undefined ? { AWS: `arn:aws:iam::${account}:root` } : { Service: trusted };
  const other = trusted === undefined ? { AWS: arnOf("role", "other") } : { Service: "other.amazonaws.com" };
  return {
    ...attachable,
    "aws_iam_role.q": {
      name: "q",
      path: "/",
      arn: arnOf("role", "q"),
      tags_all: {},
      assume_role_policy: trusting(trust ? other : principal),
      ...(bounded && { permissions_boundary: limit }),
    },
    "aws_iam_role_policy_attachment.q": { role: "q", policy_arn: arnOf("policy", "qp") },
    "aws_iam_instance_profile.q": { name: "q", role: "q", arn: arnOf("instance-profile", "q"), tags_all: {} },
  };
}

type Existing = NonNullable<EscalationStep["existing"]>[number];

function existingOf(one: Existing, { requires }: EscalationStep): Readonly<Record<string, Values>> {
  const { as, type, runsAsTarget, set, trusts } = one;
  if (trusts !== undefined)
    return {
      [`aws_iam_role.${as.toLowerCase()}`]: {
        name: "x",
        path: "/",
        arn: arnOf("role", "x"),
        tags_all: {},
        assume_role_policy: trusting({ Service: trusts }),
      },
    };
  if (type.startsWith("aws_iam_")) return {};
  const asked = requires.find(({ on }) => on.startsWith(`${as} `));
  const [service = "x"] = asked?.action.split(":") ?? [];
  const kind = asked?.on.slice(2) ?? type;
  const arn = `arn:aws:${arnServices[service] ?? service}:eu-west-1:${account}:${segments[kind] ?? `${kind}/w`}`;
  const values = {
    name: "w",
    arn,
    tags_all: {},
    ...(set && { [set]: set.startsWith("enable") ? true : [{}] }),
  };
  return { [`${type}.${as.toLowerCase()}`]: runsAsTarget ? { ...values, ...runningAs(type) } : values };
}

const arnServices: Readonly<Record<string, string>> = { "bedrock-agentcore": "bedrock-agentcore" };

/** The part of an ARN after the account, where it is not `TYPE/w`. */
const segments: Readonly<Record<string, string>> = {
  function: "function:w",
  "code-interpreter-custom": "code-interpreter-custom/w",
  "browser-custom": "browser-custom/w",
  stack: "stack/w/1",
  statemachine: "stateMachine:w",
  "job-definition": "job-definition/w:1",
  canary: "canary:w",
  pipeline: "w",
  schedule: "schedule/default/w",
  "user-profile": "user-profile/d/w",
  devendpoint: "devEndpoint/w",
  autoScalingGroup: "autoScalingGroup:1:autoScalingGroupName/w",
  service: "service/c/w",
  "task-definition": "task-definition/w:1",
};

/** The attribute by which a workload names the role `q`. */
function runningAs(type: string): Values {
  const row = workloadRoles.find((one) => one.type === type && one.runs !== "fixed")!;
  const steps = row.attribute.split(".");
  const name = /profile/.test(row.attribute) ? "q" : arnOf("role", "q");
  const value = row.json === undefined ? name : JSON.stringify({ [row.json]: name });
  return steps.reduceRight<unknown>(
    (inner, step, at) => ({ [step]: at === steps.length - 1 ? inner : [inner] }),
    value,
  ) as Values;
}
