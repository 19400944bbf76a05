import type { HeldResource, Policy, PolicySet } from "../../policies/language/policySet.js";
import type { CallerMembers } from "../../policies/prove/callers/callerMembers.js";

/** What a source shows of the account that a principal is in: who is there, and what runs there. */
export interface Surroundings {
  /** 12 digits; an example where it is unknown */
  readonly account: string;
  readonly partition: string;
  /** by their addresses */
  readonly principals: ReadonlyMap<string, SurroundingPrincipal>;
  readonly resources: readonly SurroundingResource[];
}

/** A principal with all its policies, of which each grants only what it grants in any case. */
export interface SurroundingPrincipal extends SurroundingTags {
  /** its address in the source; that of a permission set with the account that it is assigned in */
  readonly address: string;
  readonly type: "role" | "user" | "group" | "permissionSet";
  /** its ARN; of a group, that of a member */
  readonly principal: string;
  /** of a group: its ARN */
  readonly group?: string;
  readonly policies: PolicySet;
  readonly callers?: CallerMembers;
  /** keys about the caller, in lower case, whose values are unknown; absent where none is */
  readonly unknownKeys?: readonly string[];
  /** of a role: its trust policy */
  readonly trust?: HeldResource;
  /** of a role that is not in the source: it may trust anyone */
  readonly unknownTrust?: UnknownPolicy;
  /** the ARN of its boundary; absent where it has none, or it is unknown */
  readonly boundary?: string;
  /** the addresses of the groups that a user is in; of a group, its own */
  readonly groups: readonly string[];
  /** the addresses of the managed policies of the source that are attached to it */
  readonly attached: readonly string[];
  /** its policies that are unknown */
  readonly holes: readonly UnknownPolicy[];
  /** what they grant at most, where a part of them is unknown; absent where it is the same */
  readonly widest?: Pick<SurroundingPrincipal, "policies" | "trust">;
  /** the unknown parts */
  readonly open: readonly UnknownPolicy[];
}

/** The tags of a principal or a resource. */
export interface SurroundingTags {
  /** those that are known; @defaultValue none */
  readonly tags?: Readonly<Record<string, string>>;
  /** absent where all are known */
  readonly unknownTags?: UnknownTags;
}

/** What is unknown of the tags of a resource. */
export interface UnknownTags {
  /** those whose value is unknown; absent where there may be any other ones */
  readonly keys?: readonly string[];
  readonly hole: UnknownPolicy;
}

/** Something unknown about a principal, see `Hole`. */
export interface UnknownPolicy {
  readonly address: string;
  readonly reason: string;
  readonly refersTo: readonly string[];
  readonly remedy: string;
  readonly effects?: readonly ("Allow" | "Deny")[];
  readonly afterApply?: boolean;
}

/** A resource that steps use: what runs with a role, what holds that, groups and managed policies. */
export interface SurroundingResource extends SurroundingTags {
  readonly address: string;
  /** the Terraform type */
  readonly type: string;
  /** its ARN; a pattern with `*` for what is unknown of it; absent where nothing is known */
  readonly arn?: string;
  /** the addresses of the roles that it runs with */
  readonly runsAs: readonly string[];
  /** set where it runs with a role that is unknown */
  readonly unknownRole?: UnknownPolicy;
  /** the attributes, of those that steps ask for, that are set */
  readonly set: readonly string[];
  /** of a managed policy: its document; absent where a part of it is unknown */
  readonly policy?: Policy;
}
