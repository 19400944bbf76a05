import type { Explanation } from "../../../policies/evaluate/explain.js";
import { policiesIn } from "../../../policies/language/policiesIn.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { AccessChange } from "./accessChange.js";

/**
 * A change in a few words, where it depends on a context key: `now without the resource tag Owner`,
 * `now only with aws:SourceVpc`; undefined elsewhere, and where the action was not allowed with any key.
 *
 * @param less the side that does not allow the witness
 * @param explained why it does not
 */
export function summarizeChange(
  change: AccessChange["change"],
  less: PolicySet,
  { missingKeys, decision }: Pick<Explanation, "missingKeys" | "decision">,
): string | undefined {
  if (decision !== "implicitDeny" || change === "added" || change === "removed") return undefined;
  const asked = new Set(keysOfAllows(less));
  const keys = missingKeys.filter((key) => asked.has(key.toLowerCase())).map(nameKey);
  if (keys.length === 0) return undefined;
  return `now ${change === "narrowed" ? "only with" : "without"} ${keys.join(" and ")}`;
}

/** In lower case. A key that only Deny statements ask for is not what access waits for. */
const keysOfAllows = (set: PolicySet): readonly string[] =>
  policiesIn(set).flatMap(({ document }) =>
    document.statements
      .filter(({ effect }) => effect === "Allow")
      .flatMap(({ conditions }) => conditions.map(({ key }) => key.toLowerCase())),
  );

/** `aws:ResourceTag/Owner` is the resource tag Owner. */
function nameKey(key: string): string {
  const [, kind, tag] = /^aws:(Request|Resource|Principal)Tag\/(.+)$/i.exec(key) ?? [];
  return kind === undefined ? key : `the ${kind.toLowerCase()} tag ${tag}`;
}
