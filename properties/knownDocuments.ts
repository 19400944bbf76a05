import type { Policy, PolicySet } from "../policies/language/policySet.js";
import type { Hole } from "./hole.js";
import type { Target } from "./target.js";

/** A target reduced to the documents written for it that are fully known. */
export interface KnownDocuments {
  readonly known: Target;
  /** what is unknown of the others; empty where all are known */
  readonly unknown: readonly Hole[];
}

/** What a law about how documents are written reads of them: their actions alone, or all of them. */
export type WrittenPart = "actions" | "all";

/** Separates the documents of a target whose part is known, and reads the same both ways, from the others. */
export function knownDocuments({ bounds, ...target }: Target, part: WrittenPart): KnownDocuments {
  const { policies, holes } = target;
  const known = { ...target, holes: [] };
  const open = bounds?.unknown.filter(({ address }) => part === "all" || !besideActions.test(address)) ?? [];
  if (bounds === undefined || open.length === 0) return { known, unknown: holes };
  const [upper, lower] = [ownDocuments(target, policies), ownDocuments(target, bounds.lower)];
  const [wide, narrow] = [upper, lower].map((own) => new Set(own.map((one) => JSON.stringify(one))));
  const isKnown = (policy: Policy): boolean => narrow!.has(JSON.stringify(policy));
  const areSame = upper.every(isKnown) && lower.every((one) => wide!.has(JSON.stringify(one)));
  return {
    known: { ...known, policies: areSame ? policies : only(isKnown, policies, target.resource) },
    unknown: areSame ? holes : [...holes, ...open],
  };
}

/** An unknown part of a statement that leaves its actions known. */
const besideActions = /\/Statement\/\d+\/(?:Resource|NotResource|Condition)(?:\/|$)/;

const ownDocuments = ({ resource }: Target, policies: PolicySet): readonly Policy[] =>
  resource === undefined
    ? [...policies.identity, ...(policies.boundary ? [policies.boundary] : [])]
    : (policies.resources ?? []).flatMap((held) => held.policies);

function only(
  isKnown: (policy: Policy) => boolean,
  { boundary, resources, ...others }: PolicySet,
  resource: Target["resource"],
): PolicySet {
  const ofResources =
    resource === undefined
      ? resources
      : resources?.map((held) => ({ ...held, policies: held.policies.filter(isKnown) }));
  return {
    ...others,
    identity: others.identity.filter(isKnown),
    ...(boundary && isKnown(boundary) && { boundary }),
    ...(ofResources && { resources: ofResources }),
  };
}

/** Whether any document of a target is unknown, wholly or in part. */
export const hasUnknownDocument = (target: Target, part: WrittenPart = "all"): boolean =>
  knownDocuments(target, part).unknown.length > 0;
