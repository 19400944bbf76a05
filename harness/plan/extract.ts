import { commercialMark } from "../../policies/managed/managedInPartition.js";
import type { ExtractedPrincipal, Extraction } from "./extraction.js";
import { planNotes } from "./planNotes.js";
import type { ExtractedPolicy } from "./policies/extractedPolicy.js";
import type { ExtractOptions } from "./policies/extractOptions.js";
import { type FoundPolicy, findExistingPolicies, policySource } from "./policies/findPolicies.js";
import { impliedPolicies } from "./policies/impliedPolicies.js";
import { planResources, separateHolders } from "./policies/planResources.js";
import { policyResources } from "./policies/policyResources.js";
import { publicAccessBlocks } from "./policies/publicAccessBlocks.js";
import { type Snapshot, takeSnapshot } from "./policies/snapshot.js";
import { unsupportedPolicies } from "./policies/unsupportedPolicies.js";
import { batchRoleUses } from "./principals/batchRoleUses.js";
import { findAttachments, type Grants } from "./principals/findAttachments.js";
import { type Holding, isReported, joinPolicies } from "./principals/joinPolicies.js";
import { indexConfiguration } from "./resources/configurationIndex.js";
import { groupBy } from "./resources/groupBy.js";
import type { Input } from "./resources/input.js";
import type { PlanJson } from "./resources/planJson.js";
import { readResources } from "./resources/readResources.js";
import { standInAccount } from "./resources/standInAccount.js";
import { countedTargets } from "./targets/countedTargets.js";
import { effectivePolicies, type Moment } from "./targets/effectivePolicies.js";
import { joinResources } from "./targets/joinResources.js";
import { type PrincipalTargets, principalTargets } from "./targets/principalTargets.js";
import { resourceTargets } from "./targets/resourceTargets.js";
import { sessionTargets } from "./targets/sessionTargets.js";
import { unattachedTargets } from "./targets/unattachedTargets.js";
import { unreadUnknown } from "./unknown/embeddedPolicy.js";

/**
 * Finds every IAM policy of a plan or state and joins them per role, user and group, as they will be after
 * apply and as they were before. What is unknown is listed and becomes a hole of each principal it is attached
 * to; nothing is dropped. No policy at all is an answer, not an error.
 *
 * @param source the name that the addresses of targets begin with
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
export function extract(
  input: Exclude<Input, { kind: "policy" }>,
  source: string,
  options: ExtractOptions = {},
): Extraction {
  const plan = input.kind === "state" ? undefined : input.plan;
  const configuration = indexConfiguration(plan?.configuration, plan?.["variables"]);
  const { after, before, forgotten, unmatched } = readResources(input, configuration);
  const data = after.filter(({ mode }) => mode === "data");
  const told = { ...options, configuration, data, standIn: standInAccount([...after, ...(before ?? [])]) };
  const now = takeSnapshot(after, told);
  const earlier = input.kind === "cdktf" ? input.before : undefined;
  const then = earlier
    ? configuredSnapshot(earlier, options)
    : before && takeSnapshot(before, { ...told, isPast: true });
  const moments = join(now, then);
  const holdings = [...moments.now.holdings.values()];
  const { targets, gone, applied } = allTargets(moments, source);
  const ofResources = resourceTargets(moments.now, { source, past: moments.past });
  const holders = holdersOf(holdings);
  const putOn = policyResources(now.index);
  const listed = (all: readonly FoundPolicy[]) => all.map((found) => extracted(found, holders, putOn));
  const policies = listed(now.found);
  const implied = impliedPolicies(now);
  const read = findExistingPolicies(now);
  const uses = batchRoleUses(now);
  const blocks = publicAccessBlocks(now.index);
  const { unstated } = implied;
  const unread = [...unsupportedPolicies(after), ...unreadUnknown(after, now)];
  const principals = holdings.map((holding) => principalOf(holding, now, uses));
  const counted = countedTargets(
    source,
    { snapshot: now, policies, principals },
    moments.past && countedMoment(moments.past),
  );
  const commercial = holdings.flatMap(({ sources }) => [...sources]).filter(isCommercial);
  return {
    policies,
    ...(implied.found.length > 0 && { implied: listed(implied.found) }),
    ...(read.length > 0 && { read: listed(read) }),
    principals,
    targets,
    ...(counted.length > 0 && { counted }),
    ...(ofResources.targets.length > 0 && { resources: ofResources.targets }),
    ...(blocks.length > 0 && { publicAccessBlocks: blocks }),
    ...(then !== undefined && {
      earlier: {
        policies: then.found.map(({ policy }) => policy),
        gone,
        ...(ofResources.gone.length > 0 && { goneResources: ofResources.gone }),
      },
    }),
    ...(now.arns.account !== undefined && { account: now.arns.account }),
    notes: planNotes(input, {
      policies,
      forgotten,
      unmatched,
      applied,
      unstated,
      unread,
      left: moments.now.resources.left,
      commercial,
    }),
  };
}

/** What is counted of the time before a change. */
function countedMoment({ snapshot, holdings }: Moment) {
  const { found, index } = snapshot;
  const holders = holdersOf(holdings.values());
  const putOn = policyResources(index);
  return {
    snapshot,
    policies: found.map((one) => extracted(one, holders, putOn)),
    principals: [...holdings.values()].map(({ holder, sources }) => ({
      address: holder.address,
      policies: [...sources],
    })),
  };
}

/** Of a configuration that was synthesized earlier, which says where its values come from. */
function configuredSnapshot(plan: PlanJson, options: ExtractOptions): Snapshot {
  const configuration = indexConfiguration(plan.configuration, plan["variables"]);
  const { after } = readResources({ kind: "cdktf", plan }, configuration);
  const data = after.filter(({ mode }) => mode === "data");
  return takeSnapshot(after, { ...options, configuration, data, standIn: standInAccount(after) });
}

const isCommercial = (source: string): boolean => source.endsWith(commercialMark);

/** Principals, sessions of them that are limited, and the unattached policies. */
function allTargets({ now, past }: Moments, source: string): Omit<PrincipalTargets, "surroundings"> {
  const ofPrincipals = principalTargets(now, { source, past });
  const sessions = sessionTargets(now, { source, past });
  const loneIn = ({ snapshot, holdings }: Moment) => ({ snapshot, held: holdersOf(holdings.values()) });
  const lone = unattachedTargets(loneIn(now), {
    source,
    past: past && loneIn(past),
    surroundings: ofPrincipals.surroundings,
  });
  return {
    targets: [...ofPrincipals.targets, ...sessions.targets, ...lone.targets],
    gone: [...ofPrincipals.gone, ...lone.gone],
    applied: new Set([...ofPrincipals.applied, ...sessions.applied]),
  };
}

/** Who holds a policy, by its source. */
function holdersOf(
  holdings: Iterable<Holding>,
): ReadonlyMap<string, readonly { readonly holding: Holding }[]> {
  const held = [...holdings].flatMap((holding) =>
    [...holding.sources].map((source) => ({ source, holding })),
  );
  return groupBy(held, ({ source }) => source);
}

interface Moments {
  readonly now: Moment;
  readonly past: Moment | undefined;
}

function join(now: Snapshot, then: Snapshot | undefined): Moments {
  const grantsNow = findAttachments(now);
  const grantsThen = then && findAttachments(then);
  const separateThen = separateKeys(grantsThen?.grants ?? []);
  const separate = new Set([...separateKeys(grantsNow.grants), ...separateThen]);
  const held = new Set([now, ...(then ? [then] : [])].flatMap(separateHolders));
  const momentOf = (snapshot: Snapshot, holdings: Moment["holdings"]): Moment => {
    const resources = planResources(snapshot, held);
    const inForce = effectivePolicies(snapshot, joinResources(resources.resources));
    return { snapshot, holdings, resources, inForce };
  };
  // a principal outside the plan is reported only for what the plan gives it
  const holdings = [...joinPolicies(now, grantsNow, separate)].filter(([, holding]) => isReported(holding));
  return {
    now: momentOf(now, new Map(holdings)),
    past: then && grantsThen && momentOf(then, joinPolicies(then, grantsThen, separateThen)),
  };
}

/** Of the grants that separate resources make, rather than the attributes of a role. */
const separateKeys = (grants: Grants["grants"]): ReadonlySet<string> =>
  new Set(grants.filter(({ mirrored }) => !mirrored).map(({ key }) => key));

function extracted(
  found: FoundPolicy,
  bySource: ReadonlyMap<string, readonly { readonly holding: Holding }[]>,
  putOn: ReturnType<typeof policyResources>,
): ExtractedPolicy {
  const { policy } = found;
  const source = policySource(policy.address, policy.attribute);
  const holders = (bySource.get(source) ?? []).map(({ holding }) => holding);
  const limitsOnly =
    holders.length > 0 && holders.every(({ boundarySources }) => boundarySources.has(source));
  const isIdentity = policy.kind === "identity" && found.row.holder === undefined;
  return {
    ...policy,
    kind: isIdentity && limitsOnly ? "boundary" : policy.kind,
    attachedTo: isIdentity ? holders.map(({ holder }) => holder.address) : putOn(found),
  };
}

/** The ARN of a permission set is not that of a principal, which is its role in each account. */
const isPermissionSet = ({ type }: Holding["holder"]): boolean => type === "aws_ssoadmin_permission_set";

function principalOf(
  { holder, sources, boundarySources }: Holding,
  { arns }: Snapshot,
  uses: ReadonlyMap<string, readonly string[]>,
): ExtractedPrincipal {
  const usedBy = uses.get(holder.address);
  return {
    address: holder.address,
    arn: holder.resource === undefined || isPermissionSet(holder) ? null : arns.arn(holder.resource),
    policies: [...sources],
    ...(boundarySources.size > 0 && { boundary: [...boundarySources] }),
    ...(usedBy !== undefined && { usedBy }),
  };
}
