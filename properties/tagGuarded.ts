import type { Condition, PolicyDocument, Statement } from "../policies/language/document.js";

/**
 * The statements that grant something only to requests that carry a tag: those with an Allow effect and a
 * guard among their conditions, see {@link guardKeys}.
 */
export const tagGuardedStatements = (document: PolicyDocument): readonly Statement[] =>
  document.statements.filter((statement) => guardKeys(statement).length > 0);

/** The document with just the statements that satisfy the predicate; each keeps its index and pointer. */
export const restrictTo = (
  document: PolicyDocument,
  predicate: (statement: Statement) => boolean,
): PolicyDocument => ({ ...document, statements: document.statements.filter(predicate) });

/**
 * The tag keys without which an Allow statement grants nothing, as written, each once: `aws:RequestTag/…` and
 * `aws:ResourceTag/…` under `Null` with `"false"`, or under a string operator that is neither negated nor
 * satisfied by a missing key.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
 */
export const guardKeys = ({ effect, conditions }: Statement): readonly string[] =>
  effect === "Allow" ? [...new Set(conditions.filter(isGuard).map(({ key }) => key))] : [];

function isGuard({ key, operator, values }: Condition): boolean {
  if (!/^aws:(?:request|resource)tag\//i.test(key)) return false;
  if (operator.name === "Null")
    return values.length > 0 && values.every((value) => value.toLowerCase() === "false");
  return positive.has(operator.name) && !operator.ifExists && operator.quantifier !== "ForAllValues";
}

const positive: ReadonlySet<string> = new Set(["StringEquals", "StringEqualsIgnoreCase", "StringLike"]);
