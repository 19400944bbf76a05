import { ownMember } from "../../../policies/text/ownMember.js";
import type { Hole } from "../../../properties/hole.js";
import { furtherPolicy } from "../policies/furtherPolicy.js";
import type { Snapshot } from "../policies/snapshot.js";
import { type AttachmentRule, attachmentRules, type PrincipalType } from "../provider/attachmentRules.js";
import { isMarked, type Resource } from "../resources/resource.js";
import { type AssignedAccounts, accountAssignments } from "./accountAssignments.js";
import { attachedPolicies, type Granted, grantedDocument } from "./attachedPolicies.js";
import { customerManagedPolicies } from "./customerManagedPolicies.js";
import { linkHole } from "./linkHole.js";
import { findPrincipals, type PrincipalRef, principalOf, type UnknownHolders } from "./principals.js";

/** One policy given to one principal. */
export interface Attachment extends Granted {
  readonly holder: PrincipalRef;
  readonly as: "identity" | "boundary";
  /** equal for a grant and its mirror image in the role's own attributes */
  readonly key: string;
  /** true when the provider fills it in from AWS, so that a separate resource may have made it */
  readonly mirrored: boolean;
}

/** A grant whose holder is unknown: it may be any principal of the type. */
export interface LostGrant {
  readonly type: PrincipalType;
  readonly hole: Hole;
}

export interface Grants {
  readonly grants: readonly Attachment[];
  readonly lost: readonly LostGrant[];
}

/** Everything in a snapshot that gives a principal a policy, resource by resource. */
export function findAttachments(snapshot: Snapshot): Grants {
  const grants: Attachment[] = [];
  const lost: LostGrant[] = [];
  const assigned = accountAssignments(snapshot.index);
  for (const rule of attachmentRules) {
    for (const from of snapshot.index.byType.get(rule.type) ?? []) {
      if (from.mode !== "managed") continue;
      const { holders, lost: unknown } = holdersOf(from, rule, snapshot);
      for (const one of holders.flatMap((holder) => grantsTo(holder, { from, rule, snapshot, assigned })))
        grants.push(one);
      for (const one of unknown) lost.push(one);
    }
  }
  return { grants, lost };
}

function holdersOf(from: Resource, rule: AttachmentRule, { index }: Snapshot) {
  const { to } = rule;
  if (to.length === 0) return { holders: [principalOf(from)], lost: [] };
  const found = to.map(([attribute, type]) => ({ type, ...findPrincipals(from, attribute, type, index) }));
  return {
    holders: found.flatMap(({ holders }) => holders),
    lost: found.flatMap(({ type, unknown }) => (unknown ? [{ type, hole: holderHole(unknown, rule) }] : [])),
  };
}

const kindOf = ({ gives }: AttachmentRule): Attachment["as"] =>
  gives.startsWith("permissions_boundary") ? "boundary" : "identity";

function holderHole(unknown: UnknownHolders, rule: AttachmentRule): Hole {
  const hole = linkHole(unknown, {
    question: "which principal this policy is attached to",
    remedy: "refer to one role, user, group or permission set directly, or write its name out",
  });
  // a permissions boundary takes access away without a Deny
  return unknown.isAmbiguous || kindOf(rule) === "boundary" ? hole : furtherPolicy(hole);
}

interface Source {
  readonly from: Resource;
  readonly rule: AttachmentRule;
  readonly snapshot: Snapshot;
  readonly assigned: AssignedAccounts;
}

function grantsTo(holder: PrincipalRef, source: Source): readonly Attachment[] {
  const as = kindOf(source.rule);
  const mirrored = as === "identity" && source.rule.to.length === 0 && !isWritten(source);
  return granted(holder, source).map(({ name, ...grant }) => ({
    ...grant,
    holder,
    as,
    mirrored,
    key: `${holder.address}\n${name ?? grant.source ?? ""}`,
  }));
}

/** With `name`, which distinguishes an inline policy from others of its holder. */
function granted(
  { address }: PrincipalRef,
  { from, rule, snapshot, assigned }: Source,
): readonly (Granted & { readonly name?: string })[] {
  if (rule.gives.endsWith("customer_managed_policy_reference")) {
    // an assignment of an unknown set may assign this one in an account that has another policy
    const lost = assigned.unknown.length > 0 ? [undefined] : undefined;
    const accounts = assigned.accounts.get(address) ?? lost;
    return customerManagedPolicies(from, rule.gives, { snapshot, accounts });
  }
  if (rule.gives !== "documents") {
    return isDefault(from, rule.gives, snapshot) ? [] : attachedPolicies(from, rule.gives, snapshot);
  }
  return snapshot
    .policiesIn(from)
    .filter(({ policy }) => policy.kind === "identity" && !policy.providerDefault)
    .map(({ block, policy }) => ({ ...grantedDocument(policy), ...inlineName(block) }));
}

/** Unknown although it is not configured: the provider does not change it and reads it back. */
function isDefault(from: Resource, attribute: string, { index }: Snapshot): boolean {
  const written = index.configuration.resource(from);
  const isUnknown = isMarked(from.unknown, [attribute]);
  return isUnknown && written !== undefined && ownMember(written.expressions, attribute) === undefined;
}

function inlineName(block: unknown): { name?: string } {
  const name = ownMember(block, "name");
  return typeof name === "string" && name !== "" ? { name: `inline ${name}` } : {};
}

/**
 * A role's `inline_policy` and `managed_policy_arns` are desired only when they are configured; else
 * they show what was there when the provider last looked.
 */
function isWritten({ from, rule, snapshot }: Source): boolean {
  const attribute = rule.gives === "documents" ? "inline_policy" : rule.gives;
  return ownMember(snapshot.index.configuration.resource(from)?.expressions, attribute) !== undefined;
}
