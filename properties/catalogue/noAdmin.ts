import { compileAction } from "../../policies/evaluate/compileAction.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { broadlyAllowed, broadQuestions } from "../broadAccess.js";
import { configurable } from "../configurable.js";
import { grantsSomething } from "../grantingPolicies.js";
import { law } from "../law.js";
import { listedActions } from "../listedActions.js";
import { namesTarget } from "../namesTarget.js";
import { oncePerReference } from "../oncePerReference.js";
import type { SearchOptions } from "../property.js";
import type { Question } from "../question.js";
import { rankedActions } from "../rankedActions.js";
import type { Target } from "../target.js";
import { withoutLimited } from "../withoutLimited.js";

/** What an administrator is allowed on all resources: a few actions of the services that matter most. */
const signs: readonly string[] = [
  "iam:AttachRolePolicy",
  "iam:CreatePolicyVersion",
  "iam:PutUserPolicy",
  "sts:AssumeRole",
  "s3:DeleteBucket",
  "ec2:TerminateInstances",
];

/**
 * No principal but the named is an administrator: allowed every action that no statement names, and each of a few
 * that change permissions and destroy data, on all resources. A denial of some actions does not make one harmless, a
 * boundary, an SCP or a condition on resources does.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noAdmin } from "planproof/properties";
 *
 * assert.equal(noAdmin.with({ admins: ["aws_iam_role.break_glass"] }).severity, "critical");
 * ```
 */
export const noAdmin = configurable(
  {
    admins: {
      help: "the principals that may be administrators, by address or ARN",
      form: "principal",
      default: [],
    },
  },
  ({ admins }) =>
    law({
      id: "no-admin",
      sentence: "no principal is allowed everything on everything",
      severity: "critical",
      preset: "recommended",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
      remedy: "allow the actions that are needed, or name the principal in the parameter `admins`",
      names: admins,
      appliesTo: (target) => grantsSomething(target) && !admins.some((name) => namesTarget(name, target)),
      monotone: true,
      broken: "every",
      questions,
    }),
);

const signsIn = oncePerReference((reference) => listedActions(reference, signs));

function questions(target: Target, options: SearchOptions): readonly Question[] {
  if (!allowsUnlisted(target.policies)) return [];
  const policies = withoutLimited(target.policies);
  const found = signsIn(options.reference);
  if ([...broadlyAllowed(policies, rankedActions(found))].length < signs.length) return [];
  return signs.flatMap((sign) => [
    ...broadQuestions(
      { actionsOf: () => rankedActions(found.filter(({ name }) => name === sign)), what: "everything" },
      target,
      options,
    ),
  ]);
}

/** Whether some statement allows an action that no one has heard of on a resource alike. */
const allowsUnlisted = ({ identity }: PolicySet): boolean =>
  identity
    .flatMap(({ document }) => document.statements)
    .some((one) => one.effect === "Allow" && compileAction(one.action)("unlisted-example:example"));
