import type { Exception } from "../../gate/exception.js";

/** Access that a change adds and that is intended. */
export interface Approval extends Pick<Exception, "reason" | "owner" | "until" | "written"> {
  /** the address of the target, as `diff` shows it after the `#` */
  readonly target: string;
  /** the actions, as `diff` shows them; absent for a step of a chain */
  readonly actions?: readonly string[];
  /** for reading: the resources of the statements that grant it */
  readonly resources?: readonly string[];
  /** the callers of a resource, as `diff` names them; absent at a principal */
  readonly caller?: string;
  /** of a step that opens chains: its id and where it leads, `iam-005 -> any permission` */
  readonly step?: string;
  /** digests of the statements that the change makes, or takes away where they limit: any other is not approved */
  readonly statements: readonly string[];
}

/** What an approval is of, without who approves it. */
export type ApprovedAccess = Omit<Approval, "reason" | "owner" | "until" | "written">;

/** An approval in a report: `unmatched` where the change does not make it, `expired` after its last day. */
export interface ReportedApproval extends Omit<Approval, "written"> {
  readonly state: "matched" | "unmatched" | "expired";
}
