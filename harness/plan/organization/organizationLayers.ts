import type { Statement } from "../../../policies/language/policyDocument.js";
import type { Policy, PolicySet } from "../../../policies/language/policySet.js";
import { type Bounded, exactly } from "../../../properties/bounded.js";
import type { Hole } from "../../../properties/hole.js";
import type { Snapshot } from "../policies/snapshot.js";
import { groupBy } from "../resources/groupBy.js";
import { knownAfterApply } from "../resources/knownAfterApply.js";
import { originsOf } from "../resources/referencedResources.js";
import type { Resource } from "../resources/resource.js";
import { fullAwsAccess } from "./fullAwsAccess.js";
import { type OrganizationLimit, organizationLimits } from "./organizationLimits.js";
import { type OrganizationNode, organizationTree } from "./organizationTree.js";

export type Layers = Pick<PolicySet, "scps" | "rcps">;

/** The policies of the organization that bind an account. */
export interface OrganizationLayers {
  /** @param account undefined where it is unknown */
  readonly layersOf: (account: string | undefined) => Bounded<Layers>;
  /** addresses of the policies that bind some account asked about, or may */
  readonly applied: ReadonlySet<string>;
}

interface Attached {
  readonly from: Resource;
  /** undefined where that is not known */
  readonly node: OrganizationNode | undefined;
  readonly limit: OrganizationLimit;
}

/**
 * Finds out which SCPs and RCPs of a plan bind an account: those attached to it, to a unit or the root that
 * is known to hold it, level by level. What may be attached above it, for all that is known, has no part in
 * the upper bound and is in the lower one; what is attached elsewhere is not applied.
 *
 * AWS keeps `FullAWSAccess` attached at every level unless it is detached, which Terraform cannot express.
 * Next to SCPs that only deny it is taken to be there, for nothing at all would be allowed without it; next to one
 * that allows less than everything it may be there or not.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function organizationLayers(snapshot: Snapshot): OrganizationLayers {
  const tree = organizationTree(snapshot.index);
  const attachments = snapshot.index.byType.get("aws_organizations_policy_attachment") ?? [];
  const attached = attachments.flatMap((from): readonly Attached[] => {
    const node = tree.nodeOf(from, "target_id");
    return organizationLimits(from, snapshot).map((limit) => ({ from, node, limit }));
  });
  const byNode = groupBy(attached, ({ node }) => node);
  const applied = new Set<string>();
  const boundLayers = (account: string | undefined): Bounded<Layers> => {
    if (account !== undefined && tree.isManagement(account)) return exactly({});
    const path = account === undefined ? [] : tree.pathTo(account);
    const levels = path.map((node) => (byNode.get(node) ?? []).map(({ limit }) => limit));
    const doubtful = attached.filter(({ node }) => node === undefined || tree.mayHold(node, account));
    const managed = account === undefined ? undefined : tree.mayManage(account);
    const narrow = [...levels, ...doubtfulLevels(doubtful)];
    for (const { address } of narrow.flat()) if (address !== undefined) applied.add(address);
    return {
      upper: managed === undefined ? layers(levels, "upper") : {},
      lower: layers(narrow, "lower"),
      unknown: [
        ...(managed !== undefined && levels.flat().length > 0 ? [managementHole(managed, account!)] : []),
        ...levels.flat().flatMap(({ policy }) => policy.unknown),
        ...narrow.filter(isAllowList).map(listHole),
        ...doubtful.flatMap((one) => [placeHole(one, account, snapshot), ...one.limit.policy.unknown]),
      ],
    };
  };
  // an account may have thousands of principals, and an organization as many attachments
  const known = new Map<string | undefined, Bounded<Layers>>();
  const layersOf = (account: string | undefined): Bounded<Layers> => {
    const bound = known.get(account) ?? boundLayers(account);
    known.set(account, bound);
    return bound;
  };
  return { layersOf, applied };
}

/** Only policies of one level add to each other, so those of two places are two levels. */
const doubtfulLevels = (doubtful: readonly Attached[]): readonly (readonly OrganizationLimit[])[] =>
  [...groupBy(doubtful, (one) => one.node ?? one).values()].map((level) => level.map(({ limit }) => limit));

function layers(levels: readonly (readonly OrganizationLimit[])[], side: "upper" | "lower"): Layers {
  const of = (kind: OrganizationLimit["kind"], full: readonly Policy[]): readonly (readonly Policy[])[] =>
    levels.flatMap((limits) => {
      const own = limits.flatMap((limit) => (limit.kind === kind && limit.policy[side]) || []);
      if (own.length === 0) return [];
      return [side === "lower" && isAllowList(limits) ? own : [...full, ...own]];
    });
  const [scps, rcps] = [of("scp", [fullAwsAccess]), of("rcp", [])];
  return { ...(scps.length > 0 && { scps }), ...(rcps.length > 0 && { rcps }) };
}

/** Whether SCPs of one level allow something, and possibly not everything. */
function isAllowList(limits: readonly OrganizationLimit[]): boolean {
  const allowing = (side: "upper" | "lower") =>
    limits
      .flatMap((limit) => (limit.kind === "scp" && limit.policy[side]?.document.statements) || [])
      .filter(({ effect }) => effect === "Allow");
  const [most, least] = [allowing("upper"), allowing("lower")];
  return most.length + least.length > 0 && !least.some(allowsEverything);
}

const allowsEverything = ({ action, resource, conditions }: Statement): boolean =>
  conditions.length === 0 &&
  [action, resource].every((element) => !element?.negated && element?.patterns.includes("*"));

/** It is unknown whether more is allowed than what SCPs of one level list. */
const listHole = (limits: readonly OrganizationLimit[]): Hole => ({
  address: limits.find((limit) => isAllowList([limit]))?.address ?? "an organization policy",
  reason: "it lists what is allowed, and it is not known whether `FullAWSAccess` is attached next to it",
  refersTo: [],
  remedy:
    "attach `p-FullAWSAccess` there in the plan, if it is; if it is not, only what is listed is allowed",
  part: "outside",
});

function placeHole(
  { from, node, limit }: Attached,
  account: string | undefined,
  { index, arns }: Snapshot,
): Hole {
  const policy = limit.address === undefined ? "an organization policy" : `\`${limit.address}\``;
  const hole = { address: `${from.address}.target_id`, refersTo: [], part: "link" } as const;
  if (node === undefined) {
    const origins = originsOf(from, "target_id", index).filter(({ settled }) => !settled);
    const refersTo = origins.map(({ text }) => text);
    const reason = knownAfterApply(`what ${policy} binds`, refersTo);
    return { ...hole, reason, refersTo, remedy: "write out the id of the root, the unit or the account" };
  }
  const place = node === "root" ? "the root" : `\`${node}\``;
  if (account === undefined) {
    const reason = `${policy} binds ${place}, and it is not known which account the principal is in`;
    const remedy =
      arns.account === undefined
        ? "give the account with `--account`"
        : "apply the resource that shows the account first and plan again";
    return { ...hole, reason, remedy };
  }
  const reason = `${policy} binds ${place}, and it is not known whether the account \`${account}\` is below it`;
  return { ...hole, reason, remedy: "add the account and the units above it to the plan" };
}

const managementHole = ({ address }: Resource, account: string): Hole => ({
  address: `${address}.master_account_id`,
  reason: `it is not known whether the account \`${account}\` is the one that manages the organization, to which its policies do not apply`,
  refersTo: [],
  remedy: "apply the organization first and plan again, or add the account to the plan",
});
