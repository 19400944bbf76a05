import type { Policy } from "../../../policies/language/policySet.js";
import type { Bounded } from "../../../properties/bounded.js";
import type { Hole } from "../../../properties/hole.js";
import { furtherPolicy } from "../policies/furtherPolicy.js";
import type { Snapshot } from "../policies/snapshot.js";
import { membershipRules, principalTypes } from "../provider/attachmentRules.js";
import type { Resource } from "../resources/resource.js";
import { denyingAll } from "../unknown/denyingAll.js";
import type { Attachment, Grants } from "./findAttachments.js";
import { linkHole } from "./linkHole.js";
import {
  findPrincipals,
  type PrincipalRef,
  principalOf,
  principals,
  type UnknownHolders,
} from "./principals.js";

/** A principal with everything attached to it; maps are keyed by source. */
export interface Holding {
  readonly holder: PrincipalRef;
  readonly identity: Map<string, Bounded<Policy>>;
  /** undefined for no boundary, which is the upper bound of an unknown one */
  readonly boundaries: Map<string, Bounded<Policy | undefined>>;
  /** names of all it holds, known or not */
  readonly sources: Set<string>;
  /** names of its permissions boundary */
  readonly boundarySources: Set<string>;
  /** addresses of the groups that a user is known to be in */
  readonly groups: Set<string>;
  /** keyed by what they say, so that each is reported once */
  readonly holes: Map<string, Hole>;
}

/**
 * Joins policies per principal: those attached to it, those inside it, and for a user those of its groups.
 *
 * `separate` are the keys of grants that separate resources make now or made before; a mirrored grant of
 * the same key is not reported twice, nor kept when that resource is removed.
 */
export function joinPolicies(
  snapshot: Snapshot,
  { grants, lost }: Grants,
  separate: ReadonlySet<string>,
): ReadonlyMap<string, Holding> {
  const holdings = new Map<string, Holding>();
  const of = (holder: PrincipalRef): Holding => {
    const known = holdings.get(holder.address);
    if (known !== undefined) return known;
    const made = emptyHolding(holder);
    holdings.set(holder.address, made);
    return made;
  };
  for (const type of principalTypes)
    for (const resource of principals(type, snapshot.index)) of(principalOf(resource));
  for (const grant of grants) {
    if (!grant.mirrored || !separate.has(grant.key)) addGrant(of(grant.holder), grant);
  }
  for (const { type, hole } of lost) {
    for (const holding of holdings.values()) if (holding.holder.type === type) addHole(holding, hole);
  }
  joinGroups(snapshot, of);
  return holdings;
}

/** True for a principal of the plan, and for one outside it that the plan gives a policy. */
export const isReported = ({ holder, sources, holes }: Holding): boolean =>
  holder.resource !== undefined || sources.size > 0 || holes.size > 1;

/** A principal that holds nothing; one outside the plan may hold more than the plan shows. */
export function emptyHolding(holder: PrincipalRef): Holding {
  const holding: Holding = {
    holder,
    identity: new Map(),
    boundaries: new Map(),
    sources: new Set(),
    boundarySources: new Set(),
    groups: new Set(),
    holes: new Map(),
  };
  if (holder.resource === undefined) addHole(holding, notInPlan(holder));
  return holding;
}

/** A group has no permissions boundary, so that only further policies of it can be elsewhere. */
function notInPlan({ address, type, name }: PrincipalRef): Hole {
  const hole: Hole = {
    address,
    reason: `only some of its policies are in this plan: \`${name}\` itself is not`,
    refersTo: [],
    remedy: `check the plan or state that holds this ${type}`,
    part: "outside",
  };
  return type === "aws_iam_group" ? furtherPolicy(hole) : hole;
}

function addHole({ holes }: Holding, hole: Hole): void {
  holes.set(`${hole.address}\n${hole.reason}`, hole);
}

function addGrant(holding: Holding, grant: Attachment): void {
  const { as, source, policy, hole } = grant;
  if (hole !== undefined && as === "identity") addHole(holding, furtherPolicy(hole));
  if (hole !== undefined && as === "boundary") holding.boundaries.set(hole.address, unknownBoundary(hole));
  if (source === undefined) return;
  holding.sources.add(source);
  if (as === "boundary") holding.boundarySources.add(source);
  if (policy === undefined) return;
  if (as === "boundary") holding.boundaries.set(source, policy);
  else holding.identity.set(source, policy);
}

/** A boundary only takes access away: nothing in the upper bound, everything in the lower one. */
const unknownBoundary = (hole: Hole): Bounded<Policy | undefined> => ({
  upper: undefined,
  lower: denyingAll(hole.address),
  unknown: [hole],
});

/**
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html (groups hold no boundary, do not nest)
 */
function joinGroups(snapshot: Snapshot, of: (holder: PrincipalRef) => Holding): void {
  for (const rule of membershipRules) {
    for (const from of snapshot.index.byType.get(rule.type) ?? []) {
      if (from.mode === "managed") joinGroup(from, rule, { snapshot, of });
    }
  }
}

interface Join {
  readonly snapshot: Snapshot;
  readonly of: (holder: PrincipalRef) => Holding;
}

function joinGroup(from: Resource, rule: (typeof membershipRules)[number], { snapshot, of }: Join): void {
  const users = findPrincipals(from, rule.user, "aws_iam_user", snapshot.index);
  const groups = findPrincipals(from, rule.group, "aws_iam_group", snapshot.index);
  const everyUser = principals("aws_iam_user", snapshot.index).map(principalOf);
  const [unknownUsers, unknownGroups] = [users, groups].map(
    ({ unknown }) => unknown && membershipHole(unknown),
  );
  if (unknownUsers !== undefined) for (const user of everyUser) addHole(of(user), unknownUsers);
  for (const user of users.holders.map(of)) {
    if (unknownGroups !== undefined) addHole(user, unknownGroups);
    for (const group of groups.holders.map(of)) inherit(user, group);
  }
}

function membershipHole(unknown: UnknownHolders): Hole {
  const hole = linkHole(unknown, {
    question: "which users are in which groups",
    remedy: "refer to one user and one group directly, or write their names out",
  });
  return unknown.isAmbiguous ? hole : furtherPolicy(hole);
}

function inherit(user: Holding, group: Holding): void {
  user.groups.add(group.holder.address);
  for (const [source, policy] of group.identity) user.identity.set(source, policy);
  for (const source of group.sources) user.sources.add(source);
  for (const hole of group.holes.values()) addHole(user, hole);
}
