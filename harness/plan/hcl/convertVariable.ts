import { ownMember } from "../../../policies/text/ownMember.js";
import { convertType } from "./convertType.js";
import type { Evaluation } from "./evaluation.js";
import { failed, isList, PartialString, type PartialValue, Unknown } from "./partialValue.js";

/**
 * The value that a variable has from what it is set to, else from its default, both made its type. Undefined
 * where that is unknown.
 *
 * Source: https://developer.hashicorp.com/terraform/language/values/variables
 */
export function convertVariable(
  set: PartialValue | undefined,
  declared: unknown,
  evaluation: Evaluation,
): PartialValue | undefined {
  const otherwise = ownMember(declared, "default") as PartialValue | undefined;
  const isReplaced = set === undefined || (set === null && ownMember(declared, "nullable") === false);
  const value = isReplaced ? otherwise : set;
  if (value === undefined || value === failed) return undefined;
  const type = ownMember(declared, "type");
  return typeof type === "string" ? convertType(value, type, evaluation) : untyped(value);
}

/**
 * Where the type is unknown, only a value that every accepting type leaves unchanged: not a number, which may
 * become a string, not a list, which may be a set, and not an object, which may have defaults.
 */
function untyped(value: PartialValue): PartialValue | undefined {
  if (typeof value === "string") return /^(?:true|false|[-+.]?\d[\d.eE+-]*)$/.test(value) ? undefined : value;
  if (isList(value))
    return value.length < 2 && value.every((item) => untyped(item) !== undefined) ? value : undefined;
  return value === null ||
    typeof value === "boolean" ||
    value instanceof Unknown ||
    value instanceof PartialString
    ? value
    : undefined;
}
