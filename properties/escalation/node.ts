import type { HeldResource, PolicySet } from "../../policies/language/policySet.js";
import type { CallerMembers } from "../../policies/prove/callers/callerMembers.js";
import type { SurroundingPrincipal, SurroundingTags, UnknownPolicy } from "./surroundings.js";

/** A principal as it is, or as a change would make it. */
export interface Node extends SurroundingTags {
  /** unique: the address, and what was changed */
  readonly id: string;
  readonly address: string;
  readonly type: SurroundingPrincipal["type"];
  /** its ARN */
  readonly principal: string;
  /** without the trust policies of roles, which answer for the assuming of those alone */
  readonly set: PolicySet;
  readonly callers?: CallerMembers;
  /** keys about the caller that no request may depend on */
  readonly unknownKeys?: readonly string[];
  readonly trust?: HeldResource;
  /** at most, a role that is not in the source trusts anyone */
  readonly unknownTrust?: UnknownPolicy;
  readonly group?: string;
  readonly boundary?: string;
  readonly groups: readonly string[];
  readonly attached: readonly string[];
  /** what a change made of it; @defaultValue it is as the source has it */
  readonly change?: "anything" | "unbounded" | "undenied" | "group" | "attached" | "created";
}

/**
 * A principal of the source.
 *
 * @param reading what it may do in any case, or at most
 */
export function nodeOf(principal: SurroundingPrincipal, reading: "narrowest" | "widest"): Node {
  const { address, widest = principal, holes: _, open: __, ...rest } = principal;
  const { policies, trust } = reading === "widest" ? widest : principal;
  const { trust: ___, policies: ____, unknownKeys, ...others } = rest;
  return {
    ...others,
    ...(trust && { trust }),
    // at most, it sends whichever value is asked for
    ...(unknownKeys && reading === "narrowest" && { unknownKeys }),
    id: address,
    address,
    set: withoutTrust(policies),
  };
}

/** Whether neither a boundary nor an SCP limits what policies give it. */
export const isUnlimited = ({ set: { boundary, scps = [] } }: Node): boolean =>
  boundary === undefined && scps.every((level) => level.length === 0);

/** The same principal after a change of its policies. */
export const changed = (node: Node, change: NonNullable<Node["change"]>, { name, set }: Changed): Node => ({
  ...node,
  id: `${node.id} ${name}`,
  change,
  set,
});

interface Changed {
  /** after its address */
  readonly name: string;
  readonly set: PolicySet;
}

function withoutTrust({ resources, ...set }: PolicySet): PolicySet {
  const kept = resources?.filter(({ actions = [] }) => !actions.includes("sts:*")) ?? [];
  return kept.length === 0 ? set : { ...set, resources: kept };
}
