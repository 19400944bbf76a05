import { requestNear } from "../../generators/requestNear.js";
import type { MatchedStatement } from "../../policies/prove/question/access.js";
import { allowedBy, inAll, inAny } from "../allowedBy.js";
import { allowing } from "../allowing.js";
import { configurable } from "../configurable.js";
import { grantsSomething } from "../grantingPolicies.js";
import type { Hole } from "../hole.js";
import { ownAddress } from "../judgeEscalation.js";
import { law } from "../law.js";
import { namesTarget } from "../namesTarget.js";
import type { Outcome, Property, SearchOptions } from "../property.js";
import type { Question } from "../question.js";
import type { Target } from "../target.js";
import { printAddress } from "../targetAddress.js";

/** What creates a principal or changes what it holds; the request carries the boundary of the principal. */
const changes = [
  "iam:CreateRole",
  "iam:CreateUser",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutUserPermissionsBoundary",
];
const removals = ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"];
const edits = [
  "iam:CreatePolicyVersion",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:SetDefaultPolicyVersion",
];

/**
 * Who may create principals or change them may do so only under a permissions boundary, and may neither remove nor change
 * that. Without parameters it is asked of each principal that has a boundary itself, and about that one.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { boundaryKept } from "planproof/properties";
 *
 * const kept = boundaryKept.with({ boundary: ["arn:aws:iam::111122223333:policy/limit"] });
 * assert.equal(kept.id, "boundary-kept");
 * ```
 */
export const boundaryKept = configurable(
  {
    boundary: {
      help: "the ARNs of the policies that are boundaries; by default the principal's own",
      form: "resource",
      default: [],
    },
    except: { help: "the principals that are not asked about", form: "principal", default: [] },
  },
  ({ boundary, except }): Property => {
    const kept = law({
      id: "boundary-kept",
      sentence: "principals are created and changed only under a boundary, which is kept",
      severity: "critical",
      preset: "recommended",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate",
      remedy:
        "allow these actions only with the condition StringEquals on iam:PermissionsBoundary, and none on the policy itself",
      names: except,
      appliesTo: (target) =>
        grantsSomething(target) &&
        (boundariesOf(target, boundary).length > 0 || hasUnknownArn(target)) &&
        !except.some((name) => namesTarget(name, target)),
      monotone: true,
      questions: (target, options) => [questionOf(target, boundariesOf(target, boundary), options)],
    });
    const isOpen = (target: Target): boolean => boundariesOf(target, boundary).length === 0;
    const judge =
      (ask: Property["search"]): Property["search"] =>
      (target, options) =>
        isOpen(target) ? undecidedByArn(target, ask(target, options)) : ask(target, options);
    return { ...kept, prove: judge(kept.prove!), search: judge(kept.search) };
  },
);

/** Whether it has a boundary, or may have one, of which the ARN is unknown. */
const hasUnknownArn = ({ surroundings, policies, bounds, holes }: Target): boolean =>
  surroundings !== undefined &&
  ((bounds?.lower.boundary ?? policies.boundary) !== undefined ||
    holes.some(({ effects }) => effects === undefined));

/** What could break the law of some boundary, where it is unknown which it is. */
function undecidedByArn({ address, holes }: Target, outcome: Outcome): Outcome {
  if (outcome.verdict !== "refuted") return outcome;
  const unknown: Hole = {
    address: `${address.resource ?? printAddress(address)}.permissions_boundary`,
    reason: "the ARN of the permissions boundary is unknown",
    refersTo: [],
    remedy: "name the ARN in the parameter `boundary`",
  };
  const partial = { of: "worst", outcome } as const;
  const { by, runs } = outcome;
  return {
    verdict: "undecided",
    by: by === "search" ? "search" : "proof",
    runs,
    kind: "holes",
    holes: [unknown, ...holes],
    partial,
  };
}

/** The boundaries to keep: those that are given, else the principal's own. */
function boundariesOf(target: Target, given: readonly string[]): readonly string[] {
  if (target.surroundings === undefined) return [];
  const own = target.surroundings.now().principals.get(ownAddress(target))?.boundary;
  return given.length > 0 ? given : own === undefined ? [] : [own];
}

function questionOf(
  { policies, principal }: Target,
  boundaries: readonly string[],
  { reference, universe = "any" }: SearchOptions,
): Question {
  const violations = boundaries.length === 0 ? perhapsViolations : violationsOf(boundaries);
  const scope = inAny(...violations.map((statement) => ({ kind: "matching", statement }) as const));
  const sets = violations.map(({ action, resource, conditions }) =>
    allowing(action!.patterns, resource?.patterns ?? ["*"], conditions),
  );
  return {
    principal,
    scope,
    scopeName: "request that creates or changes a principal without the boundary",
    violations: inAll(allowedBy(policies), scope),
    requests: () => requestNear([...sets, policies], { reference, principal, universe }),
    decides: (prepare) => prepare(policies),
    reason: ({ request: { action, resource } }) =>
      boundaries.length === 0
        ? `\`${action}\` is allowed, and the ARN of the boundary to keep is unknown`
        : changes.includes(action)
          ? `\`${action}\` is allowed without the boundary ${boundaries.join(", ")}`
          : `\`${action}\` is allowed on \`${resource}\`, which would end the boundary`,
  };
}

/** All requests that could break the law, where no boundary is known. */
const perhapsViolations: readonly MatchedStatement[] = [changes, removals, edits].map((patterns) => ({
  action: { negated: false, patterns },
}));

const violationsOf = (boundaries: readonly string[]): readonly MatchedStatement[] => [
  {
    action: { negated: false, patterns: changes },
    conditions: [
      {
        operator: { name: "StringNotEquals", ifExists: false },
        key: "iam:PermissionsBoundary",
        values: boundaries,
      },
    ],
  },
  { action: { negated: false, patterns: removals } },
  { action: { negated: false, patterns: edits }, resource: { negated: false, patterns: boundaries } },
];
