import type { Evaluation } from "./evaluation.js";
import { type Failed, failed, PartialString, type PartialValue, Unknown } from "./partialValue.js";

/**
 * A value as the string that terraform makes of it inside a template; undefined for a number that it may write
 * otherwise than JavaScript does.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
 */
export function stringOf(value: PartialValue): string | PartialString | Unknown | Failed | undefined {
  if (typeof value === "string" || value instanceof PartialString || value instanceof Unknown) return value;
  if (typeof value === "number") return numberString(value);
  return typeof value === "boolean" ? String(value) : failed;
}

/** Terraform writes no exponents. */
export function numberString(value: number): string | undefined {
  const text = String(value);
  return isExact(value) && !text.includes("e") ? text : undefined;
}

/** Whether a number is sure to be the one that was written: terraform keeps all digits, and the sign of zero. */
export function isExact(value: number): boolean {
  const digits = String(value)
    .replace(/e.*|\D/g, "")
    .replace(/^0+/, "");
  return (
    !Object.is(value, -0) && (Number.isSafeInteger(value) || (!Number.isInteger(value) && digits.length < 16))
  );
}

/** Concatenates strings; undefined where one of them is unknown. */
export function concatStrings(
  values: readonly PartialValue[],
  evaluation: Evaluation,
): string | PartialString | Failed | undefined {
  const parts: (string | Unknown)[] = [];
  for (const value of values) {
    const text = stringOf(value);
    if (text === undefined || text === failed) return text as Failed | undefined;
    for (const part of text instanceof PartialString ? text.parts : [text as string | Unknown]) {
      const last = parts.at(-1);
      if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
      else if (part !== "") parts.push(part);
    }
  }
  const length = parts.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 1), 0);
  if (length > longest || !evaluation.spend(length / 64)) return undefined;
  // terraform has every string in this form
  const normal = parts.map((part) => (typeof part === "string" ? part.normalize() : part));
  const [only = ""] = normal;
  return normal.length < 2 && typeof only === "string" ? only : new PartialString(normal);
}

/** No policy is longer; what doubles with every local would fill the memory. */
export const longest = 2 ** 20;
