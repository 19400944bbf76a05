import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import type { Redacted } from "../../redact/redactPlan.js";
import { joinWithLimit } from "../../report/joinWithLimit.js";

type Kept = Pick<Redacted<unknown>, "losses" | "names" | "patterns"> & {
  /** whether the source holds `.tf` files, which the copy does not */
  readonly hasFiles: boolean;
};

/** What is to be known of a redacted plan before it is committed. */
export const redactionProblems = ({ losses, names, patterns, hasFiles }: Kept): readonly Diagnostic[] => [
  ...(losses.length === 0 ? [] : [hiddenValues(losses)]),
  ...(patterns.length === 0 ? [] : [accountPatterns(patterns)]),
  ...(names.length === 0 ? [] : [sensitiveNames(names)]),
  ...(hasFiles ? [withoutFiles] : []),
];

const listed = (names: readonly string[]): string =>
  joinWithLimit(
    names.map((name) => `\`${name}\``),
    20,
  );

const compare = "compare `planproof check` of both files before you commit the copy";

const hiddenValues = (losses: readonly string[]): Diagnostic => ({
  code: "hidden-values",
  severity: "warning",
  message: `verdicts may differ, because these values are hidden: ${listed(losses)}`,
  hint: compare,
});

const accountPatterns = (patterns: readonly string[]): Diagnostic => ({
  code: "account-patterns",
  severity: "warning",
  message: `verdicts may differ, because account IDs are replaced, but not in the patterns that match a part of them: ${listed(patterns)}`,
  hint: compare,
});

const sensitiveNames = (pointers: readonly string[]): Diagnostic => ({
  code: "sensitive-names",
  severity: "warning",
  message: `a value that is marked sensitive is also in a name, which is kept, at ${listed(pointers)}`,
  hint: "replace it in the copy, in all places alike, or do not share the copy",
});

const withoutFiles: Diagnostic = {
  code: "no-configuration-files",
  severity: "warning",
  message: "more may be undecided, because the copy does not have the `.tf` files of the binary plan",
  hint: compare,
};
