import type { Position } from "../../policies/text/diagnostic.js";
import type { ExceptionJson } from "./exceptionsJson.js";

/**
 * A violation that is intended: requests that one property of one target is not asked about. The property is proved over
 * all others, so that a further violation by the same target is still one.
 */
export interface Exception {
  /** the id of the property: `no-public-access` */
  readonly property: string;
  /** the address of the target as reports show it, or what follows its `#`: `aws_iam_role.ci` */
  readonly target: string;
  /**
   * The Allow statement whose requests they are: its digest as reports show it, its Sid, or its number in its document
   * from 0; for a chain of steps its digest. A digest ends with any change of the statement.
   * @defaultValue requests that any statement allows
   */
  readonly statement?: string;
  /** patterns of their actions; @defaultValue any */
  readonly actions?: readonly string[];
  /** patterns of their resources; @defaultValue any */
  readonly resources?: readonly string[];
  /** the callers of a resource, as reports name them: `everyone`, `account 111122223333`; @defaultValue any */
  readonly caller?: string;
  /** why it is intended */
  readonly reason: string;
  /** who answers for it */
  readonly owner: string;
  /** the last day of it, `YYYY-MM-DD`; @defaultValue none: it does not expire */
  readonly until?: string;
  /** where it is written, for messages; @defaultValue unknown */
  readonly written?: { readonly file: string; readonly position?: Position };
}

/** An exception as a file has it; the number of a statement names it, as its Sid does. */
export const exceptionOf = (
  { statement, ...fields }: ExceptionJson,
  written: NonNullable<Exception["written"]>,
): Exception => ({
  ...fields,
  ...(statement !== undefined && { statement: String(statement) }),
  written,
});

/** What a report says of an exception at a verdict. */
export type Grounds = Pick<Exception, "reason" | "owner" | "until">;

export const groundsOf = ({ reason, owner, until }: Grounds): Grounds => ({
  reason,
  owner,
  ...(until !== undefined && { until }),
});
