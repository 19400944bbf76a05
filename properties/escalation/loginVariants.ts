import type { EscalationRequirement, EscalationStep } from "../../policies/reference/escalationSteps.js";

const keyAction = "iam:CreateAccessKey";

/** The same step, and with a password instead of an access key, where it makes one of a user that it changes. */
export function loginVariants(step: EscalationStep): readonly EscalationStep[] {
  const made = step.requires.find(({ action }) => action === keyAction);
  if (made === undefined) return [step];
  // a new user has no password to change
  const actions = ["iam:CreateLoginProfile", ...(made.on === "target" ? ["iam:UpdateLoginProfile"] : [])];
  return [
    step,
    ...actions.map((action) => ({
      ...step,
      requires: step.requires.map((one) => (one === made ? { ...one, action } : one)),
    })),
  ];
}

const shellDocument = "arn:aws:ssm:*::document/AWS-RunShellScript";

/** Documents of AWS that run what the caller sends, too. */
const otherDocuments = ["AWS-RunPowerShellScript", "AWS-RunRemoteScript", "AWS-ApplyAnsiblePlaybooks"];

/** The same step, and with other documents of Systems Manager, of AWS or made by the caller, where it runs one. */
export function documentVariants(step: EscalationStep): readonly EscalationStep[] {
  const run = step.requires.find(({ on }) => on === shellDocument);
  if (run === undefined) return [step];
  const withDocument = (on: string): EscalationStep => ({
    ...step,
    requires: step.requires.map((one) => (one === run ? { ...one, on } : one)),
  });
  const own = withDocument("new document");
  return [
    step,
    ...otherDocuments.map((name) => withDocument(shellDocument.replace(/AWS-.*$/, name))),
    { ...own, requires: [{ action: "ssm:CreateDocument", on: "new document" }, ...own.requires] },
  ];
}

/** A step that ends the boundary of a role that the caller assumes, and the same where it lets itself in first. */
export function trustVariants(step: EscalationStep): readonly EscalationStep[] {
  if (step.gives !== "unbounded" || step.leadsTo !== "role") return [step];
  const requires = step.requires.filter(({ action }) => action !== "sts:AssumeRole");
  const letIn = {
    action: "iam:UpdateAssumeRolePolicy",
    on: "target",
    keys: { "iam:PermissionsBoundary": "@boundary" },
  };
  return [step, { ...step, requires: [letIn, ...requires] }];
}

/** A step that passes the role of an instance profile, with one that the caller makes for it. */
export function profileVariants(step: EscalationStep): readonly EscalationStep[] {
  const profile = step.existing?.find(({ ofTarget }) => ofTarget);
  if (profile === undefined) return [];
  const on = "new instance-profile";
  const made = ["iam:CreateInstanceProfile", "iam:AddRoleToInstanceProfile"].map((action) => ({
    action,
    on,
  }));
  return [
    {
      ...step,
      requires: [...made, ...step.requires.map((one) => withValue(one, `@${profile.as}`, `@${on}`))],
      existing: step.existing!.filter((one) => one !== profile),
    },
  ];
}

/** A step that makes a principal, with a boundary that allows everything: one that the caller makes, or one that it rewrites. */
export function boundaryVariants(step: EscalationStep): readonly EscalationStep[] {
  const withBoundary = (value: string) => step.requires.map((one) => withValue(one, "@newBoundary", value));
  const made = { action: "iam:CreatePolicy", on: "new policy" };
  const isMade = step.requires.some(({ action }) => action === made.action);
  return [
    { ...step, requires: [...(isMade ? [] : [made]), ...withBoundary("@new policy")] },
    {
      ...step,
      requires: [{ action: "iam:CreatePolicyVersion", on: "B policy" }, ...withBoundary("@B")],
      existing: [...(step.existing ?? []), { as: "B", type: "aws_iam_policy" }],
    },
  ];
}

function withValue(
  { keys, ...one }: EscalationRequirement,
  value: string,
  instead: string,
): EscalationRequirement {
  if (keys === undefined) return one;
  const changed = Object.entries(keys).map(([key, own]) => [key, own === value ? instead : own]);
  return { ...one, keys: Object.fromEntries(changed) };
}

/** Each step that gives another principal any permission, or those of a group, together with each that ends the boundary of that one. */
export function boundedVariants(steps: readonly EscalationStep[]): readonly EscalationStep[] {
  const ending = steps.filter(({ gives }) => gives === "unbounded");
  return steps
    .filter(({ gives }) => gives === "anything" || gives === "group")
    .flatMap((step) =>
      ending.filter(({ leadsTo }) => leadsTo === step.leadsTo).map((end) => joined(step, end)),
    );
}

function joined(step: EscalationStep, end: EscalationStep): EscalationStep {
  const known = new Set(step.requires.map(textOf));
  const further = end.requires.filter((one) => !known.has(textOf(one)) && !isBecoming(one));
  return {
    ...step,
    bounded: true,
    // the change comes first: its request carries the boundary that there is then
    requires: [
      ...step.requires.filter((one) => !isBecoming(one)),
      ...further,
      ...step.requires.filter(isBecoming),
    ],
    existing: [...(step.existing ?? []), ...(end.existing ?? [])],
  };
}

const textOf = (one: EscalationRequirement): string => JSON.stringify(one);

/** Whether a requirement makes the caller the principal that it changes. */
const isBecoming = ({ action }: EscalationRequirement): boolean =>
  action === keyAction || action === "sts:AssumeRole";
