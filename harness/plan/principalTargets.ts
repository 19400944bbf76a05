import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import type { Target } from "../../properties/target.js";
import type { PrincipalType } from "./grantRules.js";
import type { Holding } from "./joinPolicies.js";
import { type OrganizationLayers, organizationLayers } from "./organizationLayers.js";
import { pathAndName } from "./predictArns.js";
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

/** One target per principal, with addresses of the organization's policies that bind some of them. */
export const principalTargets = (
  now: Moment,
  { source, past }: TargetOptions,
): { readonly targets: readonly Target[]; readonly applied: ReadonlySet<string> } => {
  const layersNow = organizationLayers(now.snapshot);
  const layersPast = past && organizationLayers(past.snapshot);
  const targets = [...now.holdings.values()].map((holding): Target => {
    const before = past?.holdings.get(holding.holder.address);
    const trust = trustOf(holding, now.snapshot);
    const layers = layersOf(holding, now.snapshot, layersNow);
    const open = [...holding.open.values()];
    return {
      address: `${source}#${holding.holder.address}`,
      principal: requestPrincipal(holding, now.snapshot),
      policies: { ...policySet(holding, "widest"), ...layers },
      ...(open.length > 0 && { narrowest: { ...policySet(holding, "narrowest"), ...layers }, open }),
      ...(past &&
        layersPast &&
        before && {
          before: { ...policySet(before, "widest"), ...layersOf(before, past.snapshot, layersPast) },
        }),
      ...(trust !== undefined && { trust }),
      holes: [...holding.holes.values()],
    };
  });
  return { targets, applied: layersNow.applied };
};

const policySet = ({ identity, boundaries }: Holding, reading: "widest" | "narrowest"): PolicySet => {
  const [boundary] = [...boundaries.values()].flatMap((held) => held[reading] ?? []);
  return {
    identity: [...identity.values()].flatMap((held) => held[reading] ?? []),
    ...(boundary !== undefined && { boundary }),
  };
};

/** The organization's policies that bind the account of a principal. */
const layersOf = (
  { holder }: Holding,
  { arns }: Snapshot,
  layers: OrganizationLayers,
): Pick<PolicySet, "scps" | "rcps"> => {
  const account = (holder.resource && arns.arn(holder.resource))?.split(":")[4] ?? arns.account;
  return account === undefined ? {} : layers.layersOf(account);
};

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
