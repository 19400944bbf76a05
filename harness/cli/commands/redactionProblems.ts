import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import type { Redacted } from "../../redact/redactPlan.js";
import { joinWithLimit } from "../../report/joinWithLimit.js";

type Kept = Pick<Redacted<unknown>, "losses" | "patterns"> & {
  /** whether the source holds `.tf` files, which the copy does not */
  readonly hasFiles: boolean;
};

const compare = "compare `planproof check` of both files before you commit the copy";

/** Why verdicts about a redacted plan may differ from those about the plan. */
export function redactionProblems({ losses, patterns, hasFiles }: Kept): readonly Diagnostic[] {
  const hidden = joinWithLimit(losses.map((place) => `\`${place}\``));
  const parts = joinWithLimit(patterns.map((pattern) => `\`${pattern}\``));
  return [
    ...(losses.length === 0
      ? []
      : [
          warning(
            "hidden-values",
            `verdicts may differ, because these values are hidden: ${hidden}`,
            compare,
          ),
        ]),
    ...(patterns.length === 0
      ? []
      : [
          warning(
            "account-pattern",
            `verdicts may differ, because account IDs are replaced, but not in the patterns that match a part of them: ${parts}`,
            compare,
          ),
        ]),
    ...(hasFiles
      ? [
          warning(
            "no-configuration-files",
            "more may be undecided, because the copy does not have the `.tf` files of the binary plan",
            compare,
          ),
        ]
      : []),
  ];
}

const warning = (code: string, message: string, hint: string): Diagnostic => ({
  ...{ code, message, hint },
  severity: "warning",
});
