import { allowStatement } from "../../../policies/language/allowStatement.js";
import type { Policy } from "../../../policies/language/policySet.js";
import { type Bounded, exactly, exactValue, mapBounds } from "../../../properties/bounded.js";
import type { PublicGuard } from "../../../properties/publicGuard.js";
import { type ResourceSpace, resourceSpaceOf } from "../provider/resourceSpaceOf.js";
import { groupBy } from "../resources/groupBy.js";
import type { Resource } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";
import { boundedDocument } from "./boundedDocument.js";
import type { ExtractedPolicy } from "./extractedPolicy.js";
import { type FoundPolicy, policySource } from "./findPolicies.js";
import { impliedPolicies } from "./impliedPolicies.js";
import { isOfResource } from "./isOfResource.js";
import { policyResources } from "./policyResources.js";
import { type Guarded, publicGuards } from "./publicGuards.js";
import { accountArn, arnsIn, resourceArn } from "./resourceArn.js";
import type { Snapshot } from "./snapshot.js";
import { wholeArns } from "./wholeArns.js";

/** A resource with the policies that a plan shows of it at one time. */
export interface PlanResource {
  /** of the resource; of its policy where the plan does not have the resource */
  readonly address: string;
  /** what its target is called: a trust policy by its attribute, as the role itself is another target */
  readonly name: string;
  readonly kind: "resource" | "trust";
  readonly arns: readonly string[];
  readonly actions: readonly string[];
  readonly account: string;
  /** false where the ARNs match others of its type, too */
  readonly isNamed: boolean;
  /** whether the plan has the resource itself, rather than its policy alone */
  readonly isPlanned: boolean;
  readonly policies: readonly Bounded<Policy>[];
  /** true where an example represents the account, which is unknown */
  readonly isAccountUnknown: boolean;
  /** what keeps everyone else from it; absent where nothing does */
  readonly guard?: PublicGuard;
}

/** The resource policies and trust policies of one time. */
export interface PlanResources {
  readonly resources: readonly PlanResource[];
  /** the policies that are not joined to what principals may do, each with the reason as a clause */
  readonly left: readonly { readonly source: string; readonly reason: string }[];
}

/**
 * The holders that a separate resource puts a policy on. Such a resource may itself show the same policy, as it was
 * when the provider last looked.
 */
export const separateHolders = ({ found, index }: Snapshot): readonly string[] => {
  const putOn = policyResources(index);
  return found
    .filter(({ policy, row }) => policy.kind === "resource" && row.holder !== undefined)
    .flatMap(putOn);
};

/**
 * Every resource and role with the policies that the plan shows of it, each document apart.
 *
 * @param separate the {@link separateHolders} of this time, and of the other
 */
export function planResources(snapshot: Snapshot, separate: ReadonlySet<string>): PlanResources {
  const { index, found } = snapshot;
  const left: { source: string; reason: string }[] = [];
  const all = [...found, ...impliedPolicies(snapshot).found].filter(({ policy }) => isOfResource(policy));
  const holdersOf = holderFinder(index);
  const placed = all
    .filter((one) => !isMirror(one, separate))
    .flatMap((one) => {
      const reason = whyLeft(one);
      if (reason === undefined) return place(one, holdersOf);
      left.push({ source: sourceOf(one.policy), reason });
      return [];
    });
  const groups = groupBy(placed, ({ found: { policy }, name }) => `${policy.kind} ${name}`);
  const defaults = new Set(
    found.filter(({ policy }) => policy.providerDefault).map(({ resource }) => resource),
  );
  const guardOf = publicGuards(snapshot);
  const resources = [...groups.values()].flatMap((group) => {
    const made = resourceOf(group, { snapshot, defaults, guardOf });
    if (typeof made !== "string") return [made];
    for (const { found: one } of group) left.push({ source: sourceOf(one.policy), reason: made });
    return [];
  });
  return { resources, left };
}

const isMirror = ({ policy, row, resource }: FoundPolicy, separate: ReadonlySet<string>): boolean =>
  policy.kind === "resource" && row.holder === undefined && separate.has(resource.address);

const sourceOf = ({ address, attribute }: ExtractedPolicy): string => policySource(address, attribute);

/** A policy, and the resource that it is on. */
interface Placed {
  readonly found: FoundPolicy;
  readonly name: string;
  readonly holder: Resource | undefined;
  /** false where it may be on another one instead */
  readonly isSure: boolean;
}

/** Why a policy is not joined, by its type alone; undefined where it is. */
function whyLeft({ resource: { type } }: FoundPolicy): string | undefined {
  const space = resourceSpaceOf(type);
  return space !== undefined && "none" in space ? space.none : undefined;
}

/** Of an account as a whole, rather than of a resource in it. */
const isOfAccount = ({ arns }: ResourceSpace): boolean => !arns.some((arn) => arn.includes("{arn}"));

const isRestApi = ({ actions }: ResourceSpace): boolean => actions.includes("execute-api:*");

interface Holders {
  readonly names: readonly string[];
  readonly known: readonly Resource[];
}

/** Finds the resources that a policy is on, by their names and those that the plan has. */
function holderFinder(index: ResourceIndex): (found: FoundPolicy) => Holders {
  const putOn = policyResources(index);
  const byAddress = groupBy(index.resources, ({ address }) => address);
  return (found) => {
    const names = putOn(found);
    return { names, known: names.flatMap((name) => byAddress.get(name) ?? []) };
  };
}

function place(found: FoundPolicy, holdersOf: ReturnType<typeof holderFinder>): readonly Placed[] {
  const { resource } = found;
  const { address } = resource;
  if (isOfAccount(spaceOf(resource))) return [{ found, name: address, holder: resource, isSure: true }];
  const { names, known } = holdersOf(found);
  if (known.length === 0) return [{ found, name: names[0] ?? address, holder: undefined, isSure: true }];
  return known.map((holder) => ({ found, name: holder.address, holder, isSure: known.length === 1 }));
}

function spaceOf({ type }: Resource): ResourceSpace {
  const space = resourceSpaceOf(type);
  if (space === undefined || "none" in space) throw new Error(`${type} has no space`);
  return space;
}

interface Around {
  readonly snapshot: Snapshot;
  /** the resources whose policy is not configured */
  readonly defaults: ReadonlySet<Resource>;
  readonly guardOf: (guarded: Guarded) => PublicGuard | undefined;
}

/** A resource with all its policies, or why it is not joined. */
function resourceOf(
  group: readonly Placed[],
  { snapshot, defaults, guardOf }: Around,
): PlanResource | string {
  const [{ found, holder, name }] = group as readonly [Placed, ...Placed[]];
  const space = spaceOf(found.resource);
  const documents = group.flatMap(
    ({ found: { policy } }) => (policy.policy && exactValue(policy.policy)?.document) ?? [],
  );
  const at = isOfAccount(space)
    ? accountArn(found.resource, snapshot)
    : resourceArn({ found, holder, space, documents }, snapshot);
  if (at === undefined) return "which resource it is on is known only after apply";
  const isKey = space.actions.includes("kms:*");
  const isGrantAlone = isKey && group.every((one) => one.found.policy.attribute === "");
  const hasDefault = holder !== undefined && defaults.has(holder);
  if (isGrantAlone && !hasDefault) return "the policy of the key is not in the plan";
  const address = holder?.address ?? found.resource.address;
  const guard = guardOf({
    address,
    holder,
    policies: group.map((one) => one.found.resource),
    actions: space.actions,
  });
  const policies = group
    .map((one) => boundedDocument(one.found.policy, one.isSure && at.isNamed))
    .map((one) => (isRestApi(space) ? mapBounds(one, (policy) => wholeArns(policy, at.arn)) : one));
  return {
    address,
    name: found.policy.kind === "trust" ? sourceOf(found.policy) : address,
    kind: found.policy.kind as PlanResource["kind"],
    arns: arnsIn(space, at.arn),
    actions: space.actions,
    account: at.account,
    isAccountUnknown: snapshot.arns.account === undefined && at.account === snapshot.arns.standIn,
    isNamed: at.isNamed,
    isPlanned: holder !== undefined,
    ...(guard && { guard }),
    policies: isGrantAlone ? [...policies, defaultKeyPolicy(name, at.account)] : policies,
  };
}

/**
 * What AWS gives a key without a policy.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function defaultKeyPolicy(address: string, account: string): Bounded<Policy> {
  const principal = { negated: false, principals: [{ type: "AWS", value: account }] } as const;
  return exactly({
    source: `${address} (default key policy)`,
    document: { version: "2012-10-17", statements: [allowStatement(["kms:*"], ["*"], { principal })] },
  });
}
