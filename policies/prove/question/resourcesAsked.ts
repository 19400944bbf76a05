import { hasPolicies } from "../../evaluate/authorize.js";
import { readCaller } from "../../evaluate/caller.js";
import type { PolicySet } from "../../language/policySet.js";
import type { Access, MatchedStatement } from "./access.js";
import { textAtom } from "./atom.js";
import { actionSet } from "./encodeStatement.js";
import { ResourceCache } from "./resourceCache.js";
import { type ActionScope, knowingActions } from "./restrict.js";

/**
 * The parts of an intersection without the resources that no request of all parts is on, as they answer for other
 * actions: of a thousand buckets and roles a question about IAM needs none.
 */
export function resourcesAsked(
  parts: readonly Access[],
  principal: string,
  cache = new ResourceCache(),
): readonly Access[] {
  if (!parts.some(hasResources)) return parts;
  const hasIdentity = hasPolicies(readCaller(principal));
  const asked = parts.flatMap((part) => scopesOf(part, hasIdentity));
  if (asked.length === 0) return parts;
  const known = knowingActions(asked);
  const answered = new Map<readonly string[], boolean>();
  const answersFor = (actions: readonly string[]): boolean => {
    const answer = answered.get(actions) ?? known(textAtom("action", actionSet(actions))) !== false;
    answered.set(actions, answer);
    return answer;
  };
  return parts.map((part) =>
    withSets(part, (set) => {
      if (set.resources === undefined) return set;
      const resources = cache.answering(set.resources, answersFor);
      return resources === set.resources ? set : { ...set, resources };
    }),
  );
}

function hasResources(part: Access): boolean {
  if (part.kind === "of") return (part.policies.resources ?? []).length > 0;
  if (part.kind === "not") return hasResources(part.part);
  return (part.kind === "both" || part.kind === "either") && part.parts.some(hasResources);
}

/** What limits the actions of a part; nothing where that is not plain. */
function scopesOf(part: Access, hasIdentity: boolean): readonly ActionScope[] {
  if (part.kind === "actions") return [scopeOf(part.patterns, part.except)];
  if (part.kind === "both") return part.parts.flatMap((one) => scopesOf(one, hasIdentity));
  if (part.kind === "either") return scopeOfEither(part.parts);
  const patterns =
    part.kind === "matching"
      ? patternsOf([part.statement])
      : part.kind === "of" && hasIdentity
        ? patternsGranted(part.policies)
        : undefined;
  return patterns === undefined ? [] : [scopeOf(patterns, [])];
}

/** The actions of all parts, where each part says which they are. */
function scopeOfEither(parts: readonly Access[]): readonly ActionScope[] {
  const patterns = patternsOf(parts.map((part) => (part.kind === "matching" ? part.statement : {})));
  return patterns === undefined ? [] : [scopeOf(patterns, [])];
}

const scopeOf = (inside: readonly string[], outside: readonly string[]): ActionScope => ({
  inside: actionSet(inside),
  outside: actionSet(outside),
});

/** The actions that identity policies allow, where nothing else grants. */
const patternsGranted = ({ identity, resource, resources = [] }: PolicySet): readonly string[] | undefined =>
  resource !== undefined || resources.length > 0
    ? undefined
    : patternsOf(
        identity.flatMap(({ document }) => document.statements.filter(({ effect }) => effect === "Allow")),
      );

/** Undefined where some statement is about every action but a few. */
const patternsOf = (statements: readonly MatchedStatement[]): readonly string[] | undefined =>
  statements.every(({ action }) => action !== undefined && !action.negated)
    ? statements.flatMap(({ action }) => action!.patterns)
    : undefined;

/** A part with other policy sets; the same object where none changes, for what is kept of it. */
function withSets(part: Access, change: (set: PolicySet) => PolicySet): Access {
  if (part.kind === "of") {
    const policies = change(part.policies);
    return policies === part.policies ? part : { ...part, policies };
  }
  if (part.kind === "not") {
    const inner = withSets(part.part, change);
    return inner === part.part ? part : { ...part, part: inner };
  }
  if (part.kind !== "both" && part.kind !== "either") return part;
  const parts = part.parts.map((one) => withSets(one, change));
  return parts.every((one, at) => one === part.parts[at]) ? part : { ...part, parts };
}
