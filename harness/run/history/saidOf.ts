import { changeClaims } from "../../../policies/managed/changeClaims.js";
import { changeTable } from "../../../policies/managed/changeTable.js";
import type { ManagedPolicyVersion } from "../../../policies/managed/managedPolicy.js";
import type { AccessChange } from "../diff/accessChange.js";
import { matcher } from "../diff/diffAccess.js";

/** What AWS's page says of a version, next to what the version changed. */
export interface SaidOfChanges {
  /**
   * `says so`: of all changes and no others; `says less`: not of all; `says nothing`: the page has no row for a version
   * that changes access; `misnames`: of an access that did not change, or of a new policy that is not new
   */
  readonly verdict: "says so" | "says less" | "says nothing" | "misnames";
  readonly page: string;
  /** the sentence of the page; absent where it says nothing */
  readonly sentence?: string;
  /** the day that the page gives: `YYYY-MM-DD` */
  readonly date?: string;
  /** the actions that changed and that the page does not name */
  readonly unsaid?: readonly string[];
  /** what the page claims and is not so: action patterns, `policy added` or `policy updated` */
  readonly misnamed?: readonly string[];
}

/** Compares the claims of AWS's page with what was computed; undefined where there is nothing to compare. */
export function saidOf(
  newer: ManagedPolicyVersion,
  older: ManagedPolicyVersion | undefined,
  found: { readonly changes: readonly AccessChange[] },
): SaidOfChanges | undefined {
  const { page, claims } = changeClaims;
  if (!claims.some(({ policy }) => policy === newer.name)) return undefined;
  const changed = older === undefined ? ["*"] : found.changes.flatMap(({ actions }) => actions);
  const claim = claims.find(({ policy, version }) => policy === newer.name && version === newer.version);
  if (claim === undefined)
    return changed.length === 0 || older === undefined
      ? undefined
      : { verdict: "says nothing", page, unsaid: changed };
  const row = changeTable.find(({ steps }) =>
    steps.some(({ policy, to }) => policy === newer.name && to === newer.version),
  )!;
  const calls = older === undefined ? "added" : "updated";
  const misnamed = [
    ...(claim.calls === calls ? [] : [`policy ${claim.calls}`]),
    ...claim.actions.filter((pattern) => !changed.some((action) => overlap(pattern, action))),
  ];
  const unsaid = changed.filter((action) => !claim.actions.some((pattern) => matcher(pattern)(action)));
  return {
    verdict: misnamed.length > 0 ? "misnames" : unsaid.length > 0 ? "says less" : "says so",
    page,
    sentence: row.description,
    date: row.date,
    ...(unsaid.length > 0 && { unsaid }),
    ...(misnamed.length > 0 && { misnamed }),
  };
}

/** A changed action may be a pattern itself. */
const overlap = (one: string, other: string): boolean => matcher(one)(other) || matcher(other)(one);
