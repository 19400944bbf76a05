import type { NewerName } from "../../policies/reference/newerThanData.js";

/** That the service reference lacks an action or key, as a lower-case sentence. */
export const describeNewer = ({ name, date, asked }: NewerName): string =>
  asked === undefined
    ? `\`${name}\` is newer than the data of ${date ?? "the service reference"}, or misspelt`
    : `\`${name}\` is the name of an operation, for which AWS asks for \`${asked}\`: this grants nothing unless AWS adds an action of that name`;
