import { readFileSync } from "node:fs";

/** What a row of the page's change table claims of one version, read as action patterns. */
export interface ChangeClaim {
  readonly policy: string;
  readonly version: string;
  /** whether the row calls the policy new or an update */
  readonly calls: "added" | "updated";
  /** the actions whose access changed, by the row; `*` for all of a new policy */
  readonly actions: readonly string[];
}

/** The claims of a page's change table. */
export interface ChangeClaims {
  readonly page: string;
  /** the day of the newest row that the page had when it was read */
  readonly date: string;
  readonly claims: readonly ChangeClaim[];
}

/** The claims of the change table of AWS Batch's page, for each version that a row of `changeTable` is about. */
export const changeClaims: ChangeClaims = JSON.parse(
  readFileSync(new URL("./changeClaims.json", import.meta.url), "utf8"),
);
