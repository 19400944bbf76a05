import { readFileSync } from "node:fs";

/** One row of the page's table of changes. */
export interface ManagedPolicyChange {
  readonly policies: readonly string[];
  readonly change: string;
  readonly description: string;
  /** the day the page gives, which is up to four days off the version's `createDate` */
  readonly date: string;
  /** the versions it is about, matched by content; `from` is null where the policy was new */
  readonly steps: readonly { readonly policy: string; readonly from: string | null; readonly to: string }[];
}

/**
 * The table of changes of AWS Batch's managed policies, as AWS's page has it, newest first. It leaves out some
 * versions, such as BatchServiceRolePolicy v2, and its last row names none.
 *
 * Source: https://docs.aws.amazon.com/batch/latest/userguide/security-iam-awsmanpol.html#security-iam-awsmanpol-updates
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { changeTable } from "planproof/policies";
 *
 * assert(changeTable.every(({ date }) => /^\d{4}-\d{2}-\d{2}$/.test(date)));
 * ```
 */
export const changeTable: readonly ManagedPolicyChange[] = JSON.parse(
  readFileSync(new URL("./changeTable.json", import.meta.url), "utf8"),
);
