import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { Policy } from "../../../policies/language/policySet.js";
import { type Bounded, exactly } from "../../../properties/bounded.js";
import type { Hole } from "../../../properties/hole.js";
import { policySource } from "../policies/findPolicies.js";
import type { Snapshot } from "../policies/snapshot.js";
import { grantedDocument } from "../principals/attachedPolicies.js";
import { policyAttributesOf, policyKindOf } from "../provider/policyAttributesOf.js";
import { knownAfterApply } from "../resources/knownAfterApply.js";
import { referencedResources } from "../resources/referencedResources.js";
import { isMarked, type Resource, shownString } from "../resources/resource.js";
import { denyingAll } from "../unknown/denyingAll.js";
import { attachedFullAccess } from "./fullAwsAccess.js";

/** An SCP or RCP that an attachment attaches. */
export interface OrganizationLimit {
  readonly kind: "scp" | "rcp";
  /** of the policy; absent where that is not in the plan */
  readonly address?: string;
  /** undefined for no policy, which is the upper bound of an unknown one */
  readonly policy: Bounded<Policy | undefined>;
}

const policyType = "aws_organizations_policy";

/**
 * The SCPs and RCPs that an attachment attaches; other types of organization policies are not IAM policies. One
 * that is not known denies everything at most, and nothing at least.
 */
export function organizationLimits(from: Resource, snapshot: Snapshot): readonly OrganizationLimit[] {
  const policies = snapshot.index.byType.get(policyType) ?? [];
  const named = (id: string) => policies.filter((policy) => shownString(policy, "id") === id);
  const wanted = ({ type }: Pick<Resource, "type">) => type === policyType;
  const pointers = referencedResources(from, "policy_id", snapshot.index, { wanted, named });
  const missing = pointers.texts.filter((id) => named(id).length === 0 && !ofAws.has(id));
  const full = pointers.texts.filter((id) => id === attachedFullAccess.source);
  return [
    ...full.map((): OrganizationLimit => ({ kind: "scp", policy: exactly(attachedFullAccess) })),
    ...[...pointers.texts.flatMap(named), ...pointers.found].flatMap((policy) => limitsIn(policy, snapshot)),
    ...missing.map((id) => unknownLimit(missingPolicy(from, id))),
    ...(pointers.unknown === undefined ? [] : [unknownLimit(unknownPolicy(from, pointers.unknown))]),
  ];
}

/**
 * The policies that AWS attaches, which restrict nothing.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const ofAws: ReadonlySet<string> = new Set(["p-FullAWSAccess", "p-RCPFullAWSAccess"]);

function limitsIn(resource: Resource, snapshot: Snapshot): readonly OrganizationLimit[] {
  const { address } = resource;
  if (isMarked(resource.unknown, ["type"]) || isMarked(resource.sensitive, ["type"])) {
    return [{ ...unknownLimit(hiddenType(address)), address }];
  }
  if (resource.mode === "data") return limitsInData(resource);
  return snapshot.policiesIn(resource).flatMap(({ policy: extracted }): readonly OrganizationLimit[] => {
    if (extracted.kind !== "scp" && extracted.kind !== "rcp") return [];
    const { kind } = extracted;
    const { policy, hole } = grantedDocument(extracted);
    if (policy !== undefined) return [{ kind, address, policy }];
    return hole === undefined ? [] : [{ ...unknownLimit(hole, kind), address }];
  });
}

/** A data source shows the policy as it is in AWS. */
function limitsInData(resource: Resource): readonly OrganizationLimit[] {
  const [row] = policyAttributesOf(policyType);
  const kind = row && policyKindOf(resource, row);
  if (kind !== "scp" && kind !== "rcp") return [];
  const { address } = resource;
  const source = policySource(address, "content");
  const parsed = parsePolicy(shownString(resource, "content") ?? "", kind);
  if (!parsed.ok) return [{ ...unknownLimit(unreadPolicy(source), kind), address }];
  return [{ kind, address, policy: exactly({ source, document: parsed.value }) }];
}

/** An SCP represents both kinds where the kind is unknown: it can deny all that an RCP can. */
const unknownLimit = (hole: Hole, kind: OrganizationLimit["kind"] = "scp"): OrganizationLimit => ({
  kind,
  policy: {
    upper: undefined,
    lower: denyingAll(hole.address),
    unknown: [hole],
  },
});

const onlyTakes = "a policy of the organization can only take access away";

const missingPolicy = ({ address }: Resource, id: string): Hole => ({
  address: `${address}.policy_id`,
  reason: `the organization policy \`${id}\` is not in this plan; ${onlyTakes}`,
  refersTo: [id],
  remedy: 'add `data "aws_organizations_policy"` with this id, so that the plan holds its document',
});

const unknownPolicy = ({ address }: Resource, refersTo: readonly string[]): Hole => ({
  address: `${address}.policy_id`,
  reason: `${knownAfterApply("which organization policy is attached", refersTo)}; ${onlyTakes}`,
  refersTo,
  remedy: `refer to one ${policyType} resource directly, or write the policy's id out`,
  part: "link",
});

const hiddenType = (address: string): Hole => ({
  address: `${address}.type`,
  reason: `the type of the organization policy is not known; ${onlyTakes}`,
  refersTo: [],
  remedy: "write the type out",
});

const unreadPolicy = (address: string): Hole => ({
  address,
  reason: `the document of the policy is not in this plan, or is not a policy; ${onlyTakes}`,
  refersTo: [],
  remedy: "plan again when the policy can be read from AWS",
});
