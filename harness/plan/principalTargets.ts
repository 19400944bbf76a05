import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import type { Readings, Target } from "../../properties/target.js";
import { beforeOf } from "./beforeOf.js";
import type { PrincipalType } from "./grantRules.js";
import { emptyHolding, type Holding, isTold } from "./joinPolicies.js";
import { lastingHoles } from "./lastingHoles.js";
import { type BoundLayers, type OrganizationLayers, organizationLayers } from "./organizationLayers.js";
import { pathAndName } from "./predictArns.js";
import { addressBefore } from "./readResources.js";
import type { Snapshot } from "./snapshot.js";

/** The account in requests where the plan tells none: the one of AWS's documentation. */
export const exampleAccount = "111122223333";

/** The principals of one time, and what they hold. */
export interface Moment {
  readonly snapshot: Snapshot;
  readonly holdings: ReadonlyMap<string, Holding>;
}

export interface TargetOptions {
  /** the name that the addresses of targets begin with */
  readonly source: string;
  /** undefined when the input has no before */
  readonly past: Moment | undefined;
}

export interface PrincipalTargets {
  readonly targets: readonly Target[];
  /** principals of the past alone */
  readonly gone: readonly Target[];
  /** addresses of the organization's policies that bind some of them, or may */
  readonly applied: ReadonlySet<string>;
}

/** One target per principal. */
export const principalTargets = (now: Moment, { source, past }: TargetOptions): PrincipalTargets => {
  const layersNow = organizationLayers(now.snapshot);
  const layersPast = past && organizationLayers(past.snapshot);
  const isLasting = past && lastingHoles(now.snapshot.world, past.snapshot.world);
  const targets = [...now.holdings.values()].map((holding): Target => {
    const before = past?.holdings.get(addressBefore(holding.holder.address));
    const trust = trustOf(holding, now.snapshot);
    return {
      address: `${source}#${holding.holder.address}`,
      principal: requestPrincipal(holding, now.snapshot),
      ...readingsOf(holding, now.snapshot, layersNow),
      ...(past && layersPast && before && beforeOf(readingsOf(before, past.snapshot, layersPast), isLasting)),
      ...(trust !== undefined && { trust }),
    };
  });
  const gone = [...(past?.holdings ?? [])]
    .filter(([address, holding]) => !now.holdings.has(address) && isTold(holding))
    .map(
      ([, holding]): Target => ({
        address: `${source}#${holding.holder.address}`,
        principal: requestPrincipal(holding, past!.snapshot),
        policies: { identity: [] },
        holes: [...emptyHolding(holding.holder).holes.values()],
        ...beforeOf(readingsOf(holding, past!.snapshot, layersPast!), isLasting),
      }),
    );
  return { targets, gone, applied: layersNow.applied };
};

/** What a principal holds, bound by the policies of the organization. */
const readingsOf = (holding: Holding, snapshot: Snapshot, layers: OrganizationLayers): Readings => {
  const bound = layersOf(holding, snapshot, layers);
  const open = [...holding.open.values(), ...bound.open];
  return {
    policies: { ...policySet(holding, "widest"), ...bound.widest },
    ...(open.length > 0 && {
      narrowest: { ...policySet(holding, "narrowest"), ...bound.narrowest },
      open,
    }),
    holes: [...holding.holes.values()],
  };
};

const policySet = ({ identity, boundaries }: Holding, reading: "widest" | "narrowest"): PolicySet => {
  const [boundary] = [...boundaries.values()].flatMap((held) => held[reading] ?? []);
  return {
    identity: [...identity.values()].flatMap((held) => held[reading] ?? []),
    ...(boundary !== undefined && { boundary }),
  };
};

/** The organization's policies that bind the account of a principal. */
const layersOf = ({ holder }: Holding, { arns }: Snapshot, layers: OrganizationLayers): BoundLayers =>
  layers.layersOf((holder.resource && arns.arn(holder.resource))?.split(":")[4] ?? arns.account);

const trustOf = ({ holder }: Holding, { policiesIn }: Snapshot): Policy | undefined => {
  const found = holder.resource === undefined ? [] : policiesIn(holder.resource);
  return found.find(({ policy }) => policy.kind === "trust")?.policy.policy ?? undefined;
};

/** What requests are made by: a group makes none, so a member of it stands in. */
const requestPrincipal = ({ holder }: Holding, { arns }: Snapshot): string => {
  const own = holder.resource && arns.arn(holder.resource);
  if (own && holder.type !== "aws_iam_group") return own;
  const isGroup = holder.type === "aws_iam_group";
  const told = isGroup || holder.resource === undefined ? undefined : pathAndName(holder.resource);
  const name = isGroup ? "example" : (holder.name ?? "example");
  return `arn:aws:iam::${arns.account ?? exampleAccount}:${told ?? `${segments[holder.type]}/${name}`}`;
};

const segments: Readonly<Record<PrincipalType, string>> = {
  aws_iam_role: "role",
  aws_iam_user: "user",
  aws_iam_group: "user",
};

/** Who makes requests where a policy is looked at for itself. */
export const exampleRole = (account = exampleAccount): string => `arn:aws:iam::${account}:role/example`;
