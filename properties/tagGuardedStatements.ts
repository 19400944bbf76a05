import type { Condition, PolicyDocument, Statement } from "../policies/language/policyDocument.js";

/**
 * The statements that grant something only to requests that carry a tag: those with an Allow effect and a
 * guard among their conditions, see {@link guardKeys}.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePolicy } from "planproof/policies";
 * import { tagGuardedStatements } from "planproof/properties";
 *
 * const guarded = { StringEquals: { "aws:ResourceTag/team": "jobs" } };
 * const document = {
 *   Version: "2012-10-17",
 *   Statement: [
 *     { Effect: "Allow", Action: "ec2:StopInstances", Resource: "*", Condition: guarded },
 *     { Effect: "Allow", Action: "ec2:DescribeInstances", Resource: "*" },
 *   ],
 * };
 * const parsed = parsePolicy(JSON.stringify(document), "identity");
 * assert(parsed.ok);
 * assert.deepEqual(
 *   tagGuardedStatements(parsed.value).map(({ index }) => index),
 *   [0],
 * );
 * ```
 */
export const tagGuardedStatements = (document: PolicyDocument): readonly Statement[] =>
  document.statements.filter((statement) => guardKeys(statement).length > 0);

/**
 * The document with just the statements that satisfy the predicate; each keeps its index and pointer.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePolicy } from "planproof/policies";
 * import { restrictTo } from "planproof/properties";
 *
 * const guarded = { StringEquals: { "aws:ResourceTag/team": "jobs" } };
 * const document = {
 *   Version: "2012-10-17",
 *   Statement: [
 *     { Effect: "Allow", Action: "ec2:StopInstances", Resource: "*", Condition: guarded },
 *     { Effect: "Allow", Action: "ec2:DescribeInstances", Resource: "*" },
 *   ],
 * };
 * const parsed = parsePolicy(JSON.stringify(document), "identity");
 * assert(parsed.ok);
 * const unconditional = restrictTo(parsed.value, ({ conditions }) => conditions.length === 0);
 * assert.deepEqual(
 *   unconditional.statements.map(({ pointer }) => pointer),
 *   ["/Statement/1"],
 * );
 * ```
 */
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
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePolicy } from "planproof/policies";
 * import { guardKeys } from "planproof/properties";
 *
 * const guarded = { StringEquals: { "aws:ResourceTag/team": "jobs" } };
 * const document = {
 *   Version: "2012-10-17",
 *   Statement: [
 *     { Effect: "Allow", Action: "ec2:StopInstances", Resource: "*", Condition: guarded },
 *     { Effect: "Allow", Action: "ec2:DescribeInstances", Resource: "*" },
 *   ],
 * };
 * const parsed = parsePolicy(JSON.stringify(document), "identity");
 * assert(parsed.ok);
 * assert.deepEqual(parsed.value.statements.map(guardKeys), [["aws:ResourceTag/team"], []]);
 * ```
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
