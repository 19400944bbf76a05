import table from "./escalationSteps.json" with { type: "json" };

/** A way by which a principal gets permissions that it does not have: it works where every requirement is allowed. */
export interface EscalationStep {
  /** the id of pathfinding.cloud where it is listed there; unique */
  readonly id: string;
  /** what documents it */
  readonly page: string;
  /** true where AWS has ended the service; @defaultValue false */
  readonly retired?: boolean;
  /** why a plan cannot answer it, a clause; @defaultValue it can */
  readonly leftOut?: string;
  /** whose permissions change, or are got: the caller's own, those of a target, or of a new principal */
  readonly leadsTo: "self" | "role" | "user" | "newRole" | "newUser" | "other";
  /**
   * `theirs`: the permissions of the target; `anything`: any permission within the boundary and the SCPs of the one
   * that it leads to; `unbounded`: what a boundary denies; `undenied`: what a policy denies; `group`: those of a group;
   * `attached`: what a managed policy of the source allows, in addition
   */
  readonly gives: "theirs" | "anything" | "unbounded" | "undenied" | "group" | "attached";
  /** what the caller must be; @defaultValue either */
  readonly caller?: "role" | "user";
  /** true where the one that it leads to must have a boundary; @defaultValue false */
  readonly bounded?: boolean;
  /** the service that the role must trust, as it is passed to it; @defaultValue none */
  readonly service?: string;
  readonly requires: readonly EscalationRequirement[];
  /** what must exist already; @defaultValue nothing */
  readonly existing?: readonly ExistingResource[];
}

/** A request that must be allowed. */
export interface EscalationRequirement {
  /** `service:Name` */
  readonly action: string;
  /**
   * `self`, `target`; `new TYPE`, a resource whose name the caller chooses, the same in all requirements of the step;
   * `LETTER TYPE`, an existing one; `any TYPE`; `*` where the action has no resource; or an ARN pattern
   */
  readonly on: string;
  /**
   * Values of keys: as they are, or `@LETTER`, `@target` and `@new TYPE` for an ARN. `@boundary` is the boundary of the
   * principal that is changed, `@newBoundary` one that the caller chooses, `@administrator` one of
   * `administratorPolicies`, `@targetOrNone` the target's ARN, or the key is missing.
   */
  readonly keys?: Readonly<Record<string, string>>;
}

/** A resource that a step uses. */
export interface ExistingResource {
  /** a letter, the name in the requirements */
  readonly as: string;
  /** the Terraform type */
  readonly type: string;
  /** true where it must run with the target, see `workloadRoles`; @defaultValue false */
  readonly runsAsTarget?: boolean;
  /** an attribute that must be set; @defaultValue none */
  readonly set?: string;
  /** what the step needs where the plan has no resource of the type; @defaultValue it does not work then */
  readonly otherwise?: string;
  /** of a group: the caller is in it; @defaultValue false */
  readonly member?: boolean;
  /** of a managed policy: who must hold it; @defaultValue anyone */
  readonly attachedTo?: string;
  /** of a managed policy: whose boundary it is, `caller` or `target`; @defaultValue none */
  readonly boundaryOf?: string;
  /** of an instance profile or a group: the target is in it; @defaultValue false */
  readonly ofTarget?: boolean;
  /** of a role: the service that it must trust; @defaultValue none */
  readonly trusts?: string;
}

/**
 * Every published step, those that AWS has ended and those that a plan cannot answer included, as of
 * `date` in `escalationSteps.json`.
 *
 * Source: https://pathfinding.cloud/, https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/,
 * PMapper, cloudsplaining and Prowler; the page of each in its row
 */
export const escalationSteps: readonly EscalationStep[] = table.steps as readonly EscalationStep[];
