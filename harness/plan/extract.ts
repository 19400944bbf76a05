import type { PolicySet } from "../../policies/language/policySet.js";
import type { Target } from "../../properties/target.js";
import { indexConfiguration } from "./configuration.js";
import type { ExtractedPolicy, ExtractedPrincipal, Extraction } from "./extraction.js";
import { findGrants } from "./findGrants.js";
import { type FoundPolicy, policySource } from "./findPolicies.js";
import type { PrincipalType } from "./grantRules.js";
import { group } from "./group.js";
import type { Input } from "./input.js";
import { type Holding, joinPolicies } from "./joinPolicies.js";
import { loneTargets } from "./loneTargets.js";
import { planNotes } from "./planNotes.js";
import { originsOf } from "./readPointers.js";
import { readResources } from "./readResources.js";
import { type Snapshot, takeSnapshot } from "./snapshot.js";
import { findInstances } from "./world.js";

/** The account in requests where the plan tells none: the one of AWS's documentation. */
export const exampleAccount = "111122223333";

/**
 * Finds every IAM policy of a plan or state and joins them per role, user and group, as they will be after
 * apply and as they were before. What is unknown is listed and becomes a hole of whoever holds it; nothing is
 * dropped. No policy at all is an answer, not an error.
 *
 * @param source the name that the addresses of targets begin with
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
export const extract = (input: Exclude<Input, { kind: "policy" }>, source: string): Extraction => {
  const configuration = indexConfiguration(input.kind === "plan" ? input.plan.configuration : undefined);
  const { after, before, forgotten } = readResources(input, configuration);
  const data = after.filter(({ mode }) => mode === "data");
  const now = takeSnapshot(after, { configuration, data });
  const then = before && takeSnapshot(before, { configuration, data });
  const { holdings, past } = join(now, then);
  const held = holdings.flatMap((holding) => [...holding.sources].map((source) => ({ source, holding })));
  const holders = group(held, ({ source }) => source);
  const policies = now.found.map((found) => extracted(found, holders, now));
  return {
    policies,
    principals: holdings.map((holding) => principalOf(holding, now)),
    targets: [
      ...holdings.map((holding) => targetOf(holding, { source, now, past })),
      ...loneTargets({ now, then, held: holders, source, principal: exampleRole(now) }),
    ],
    notes: planNotes(input, { policies, forgotten }),
  };
};

type Past = ReadonlyMap<string, Holding> | undefined;

const join = (now: Snapshot, then: Snapshot | undefined): { holdings: readonly Holding[]; past: Past } => {
  const grantsNow = findGrants(now);
  const grantsThen = then && findGrants(then);
  const all = [...grantsNow.grants, ...(grantsThen?.grants ?? [])];
  const separate = new Set(all.filter(({ mirrored }) => !mirrored).map(({ key }) => key));
  const holdings = [...joinPolicies(now, grantsNow, separate).values()];
  return {
    // a principal outside the plan is worth telling of only for what the plan gives it
    holdings: holdings.filter(
      ({ holder, sources, holes }) => holder.resource || sources.size > 0 || holes.size > 1,
    ),
    past: then && grantsThen && joinPolicies(then, grantsThen, separate),
  };
};

const extracted = (
  found: FoundPolicy,
  bySource: ReadonlyMap<string, readonly { readonly holding: Holding }[]>,
  snapshot: Snapshot,
): ExtractedPolicy => {
  const { policy } = found;
  const source = policySource(policy.address, policy.attribute);
  const holders = (bySource.get(source) ?? []).map(({ holding }) => holding);
  const limitsOnly =
    holders.length > 0 && holders.every(({ boundarySources }) => boundarySources.has(source));
  const isIdentity = policy.kind === "identity" && found.row.holder === undefined;
  return {
    ...policy,
    kind: isIdentity && limitsOnly ? "boundary" : policy.kind,
    attachedTo: isIdentity ? holders.map(({ holder }) => holder.address) : resourceHolders(found, snapshot),
  };
};

/** The resource a policy is put on: by reference where the policy is a resource of its own. */
const resourceHolders = ({ resource, row }: FoundPolicy, { world }: Snapshot): readonly string[] => {
  if (row.holder === undefined) return [resource.address];
  const origins = originsOf(resource, row.holder, world);
  const found = origins.flatMap((origin) => findInstances(origin, { resource, sameKey: true }, world));
  return [...new Set(found.map(({ address }) => address))];
};

const principalOf = ({ holder, sources }: Holding, { arns }: Snapshot): ExtractedPrincipal => ({
  address: holder.address,
  arn: holder.resource === undefined ? null : arns.arn(holder.resource),
  policies: [...sources],
});

interface Times {
  readonly source: string;
  readonly now: Snapshot;
  readonly past: Past;
}

const targetOf = (holding: Holding, { source, now, past }: Times): Target => {
  const before = past?.get(holding.holder.address);
  return {
    address: `${source}#${holding.holder.address}`,
    principal: requestPrincipal(holding, now),
    policies: policySet(holding),
    ...(before !== undefined && { before: policySet(before) }),
    holes: [...holding.holes.values()],
  };
};

const policySet = ({ identity, boundaries }: Holding): PolicySet => {
  const [boundary] = boundaries.values();
  return { identity: [...identity.values()], ...(boundary !== undefined && { boundary }) };
};

/** What requests are made by: a group makes none, so a member of it stands in. */
const requestPrincipal = ({ holder }: Holding, { arns }: Snapshot): string => {
  const own = holder.resource && arns.arn(holder.resource);
  if (own && holder.type !== "aws_iam_group") return own;
  const name = holder.type === "aws_iam_group" ? "example" : (holder.name ?? "example");
  return `arn:aws:iam::${arns.account ?? exampleAccount}:${segments[holder.type]}/${name}`;
};

const exampleRole = ({ arns }: Snapshot): string =>
  `arn:aws:iam::${arns.account ?? exampleAccount}:role/example`;

const segments: Readonly<Record<PrincipalType, string>> = {
  aws_iam_role: "role",
  aws_iam_user: "user",
  aws_iam_group: "user",
};
