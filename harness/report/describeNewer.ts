import type { NewerName } from "../../policies/reference/newerThanData.js";

/** That the service reference lacks an action or key, as a lower-case sentence. */
export const describeNewer = ({ name, date }: NewerName): string =>
  `\`${name}\` is newer than the data of ${date ?? "the service reference"}, or misspelt`;
