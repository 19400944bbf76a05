import { literalText } from "../../generators/near/literalText.js";
import { nearValues } from "../../generators/near/nearValues.js";
import { flipCase } from "../../generators/near/shapeEdits.js";
import type { OperatorName } from "../../policies/language/policyDocument.js";
import { isWild } from "./isWild.js";

/** What a condition value matches, and what it just does not, regardless of whether the operator is negated. */
export interface ValueSides {
  readonly matching: readonly string[];
  readonly near: readonly string[];
}

/** Values at both sides of one that a policy writes, in the ways that users slip. */
export function valueSides(name: Exclude<OperatorName, "Null">, value: string): ValueSides {
  const { inside, outside } = nearValues(name, value);
  const negated = name.includes("Not");
  const [matching, near] = negated ? [outside, inside] : [inside, outside];
  if (!/^(?:String|Arn)/.test(name)) return { matching: matching.slice(0, 2), near: near.slice(0, 3) };
  return {
    matching: matching.slice(0, isWild(value) ? 2 : 1),
    near: [
      ...(name.startsWith("Arn") ? acrossParts(matching[0] ?? value, value) : []),
      ...textEdits(matching[0] ?? value, value),
    ],
  };
}

/** A wildcard in one of the first parts of an ARN takes a separator, as it does where the pattern is read as a string. */
function acrossParts(example: string, value: string): readonly string[] {
  const [parts, filled] = [value.split(":"), example.split(":")];
  const at = parts.slice(0, 5).findIndex((part) => part.includes("*"));
  const isArn = parts[0] === "arn" && parts.length >= 6 && filled.length >= 6;
  return isArn && at >= 0 ? [filled.with(at, `${filled[at]}:x`).join(":")] : [];
}

/** @param example a value that matches, `value` with its wildcards filled */
function textEdits(example: string, value: string): readonly string[] {
  const [written = ""] = value.split(/[*?]/, 1);
  const isWild = written !== value;
  const head = literalText(written);
  const shorter = isWild && head.length > 1 ? [head.slice(0, -1)] : [];
  const before = isWild ? [`x${example}`] : [];
  return [`${example}x`, ...before, flipCase(example), ...shorter, "other"].filter(
    (edit) => edit !== example,
  );
}
