import { requestNear } from "../../generators/requestNear.js";
import type { Condition } from "../../policies/language/policyDocument.js";
import type { MatchedStatement } from "../../policies/prove/question/access.js";
import { administratorPolicies } from "../../policies/reference/administratorPolicies.js";
import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import { allowedBy, inAll, inAny } from "../allowedBy.js";
import { allowing } from "../allowing.js";
import { ownSteps } from "../escalation/answerable.js";
import type { SurroundingPrincipal, Surroundings } from "../escalation/surroundings.js";
import { grantsSomething } from "../grantingPolicies.js";
import { ownAddress } from "../judgeEscalation.js";
import { law } from "../law.js";
import type { SearchOptions } from "../property.js";
import type { Question } from "../question.js";
import type { Target } from "../target.js";

/**
 * A principal may not change what it holds itself: its own policies, those attached to it, those of its groups, and its
 * boundary. A principal with a boundary may change the others, as that gives it nothing beyond. It holds of those that
 * may do everything already, which other laws report.
 *
 * Source: https://pathfinding.cloud/
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noSelfEscalation } from "planproof/properties";
 *
 * assert.equal(noSelfEscalation.severity, "critical");
 * ```
 */
export const noSelfEscalation = law({
  id: "no-self-escalation",
  sentence: "no principal may change what it holds itself",
  severity: "critical",
  preset: "recommended",
  page: "https://pathfinding.cloud/",
  remedy: "leave the principal out of the resources that the statement names",
  appliesTo: (target) => ownPrincipal(target) !== undefined && grantsSomething(target),
  monotone: true,
  questions,
});

/** AWS refuses to change the roles of permission sets in the account, and a group makes no requests. */
function ownPrincipal(target: Target): SurroundingPrincipal | undefined {
  if (target.surroundings === undefined || target.address.session !== undefined) return undefined;
  const own = target.surroundings.now().principals.get(ownAddress(target));
  return own?.type === "role" || own?.type === "user" ? own : undefined;
}

function questions(target: Target, { reference, universe = "any" }: SearchOptions): readonly Question[] {
  const { policies, principal } = target;
  const found = ownPrincipal(target);
  if (found === undefined) return []; // a policy alone changes nothing that it holds
  const surroundings = target.surroundings!.now();
  const own = { ...found, principal };
  const { narrowest: graph } = target.surroundings!.graphs.of(surroundings, reference);
  const node = graph.nodeAt(own.address)!;
  // who may do everything already is reported by another law
  if (graph.holdsAnything(node)) return [];
  const changes = ownSteps.flatMap((step) => changesBy(step, own, surroundings));
  if (changes.length === 0) return [];
  const scope = inAny(...changes.map((statement) => ({ kind: "matching", statement }) as const));
  const sets = changes.map(({ action, resource, conditions = [] }) =>
    allowing(action!.patterns, resource!.patterns, conditions),
  );
  return [
    {
      principal,
      scope,
      scopeName: "request that changes what it holds",
      violations: inAll(allowedBy(policies), scope),
      requests: () => requestNear([...sets, policies], { reference, principal, universe }),
      decides: (prepare) => prepare(policies),
      reason: ({ request }) =>
        `\`${request.action}\` is allowed on \`${request.resource}\`, which it holds itself`,
    },
  ];
}

/** The request of a step that takes one. */
function changesBy(
  { requires, caller, bounded = false, gives }: EscalationStep,
  own: SurroundingPrincipal,
  surroundings: Surroundings,
): readonly MatchedStatement[] {
  const [first, second] = requires;
  const isLimited = own.policies.boundary !== undefined;
  if (first === undefined || second !== undefined || (caller ?? own.type) !== own.type) return [];
  if (gives === "group" || bounded !== isLimited) return [];
  const resources = resourcesOf(first.on, own, surroundings);
  if (resources.length === 0) return [];
  const conditions = Object.entries(first.keys ?? {}).flatMap(([key, value]) =>
    conditionsOf(key, value, own, surroundings),
  );
  return [
    {
      action: { negated: false, patterns: [first.action] },
      resource: { negated: false, patterns: resources },
      conditions,
    },
  ];
}

function resourcesOf(
  on: string,
  own: SurroundingPrincipal,
  { principals, resources }: Surroundings,
): readonly string[] {
  if (on === "self") return [own.principal];
  if (on.startsWith("L ")) {
    // a plan has thousands of resources, and most principals have nothing attached
    if (own.attached.length === 0) return [];
    return resources.flatMap(({ address, arn }) =>
      arn !== undefined && own.attached.includes(address) ? arn : [],
    );
  }
  if (on.startsWith("B ")) return own.boundary === undefined ? [] : [own.boundary];
  return own.groups.flatMap((address) => principals.get(address)?.group ?? []);
}

function conditionsOf(
  key: string,
  value: string,
  own: SurroundingPrincipal,
  { partition }: Surroundings,
): readonly Condition[] {
  const equals = (...values: readonly string[]): Condition => ({
    operator: { name: "StringEquals", ifExists: false },
    key,
    values,
  });
  if (value === "@administrator")
    return [equals(...administratorPolicies.map((name) => `arn:${partition}:iam::aws:policy/${name}`))];
  if (value !== "@boundary") return [];
  if (own.policies.boundary === undefined)
    return [{ operator: { name: "Null", ifExists: false }, key, values: ["true"] }];
  return own.boundary === undefined ? [] : [equals(own.boundary)];
}
