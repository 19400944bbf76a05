import {
  failed,
  isList,
  isMap,
  PartialString,
  type PartialValue,
  Unknown,
} from "../../harness/plan/hcl/partialValue.js";

/** Whether a value, as JSON, is one of those that a partial value leaves possible. */
export function isInstance(value: unknown, of: PartialValue | undefined): boolean {
  if (of === undefined || of === failed) return false;
  if (of instanceof Unknown) return true;
  if (of instanceof PartialString) return typeof value === "string" && patternOf(of).test(value);
  if (isList(of)) return Array.isArray(value) && isListOf(value, of);
  if (!isMap(of)) return value === of;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const names = Object.keys(of);
  const isSameSize = names.length === Object.keys(value).length;
  return isSameSize && names.every((name) => isInstance((value as Record<string, unknown>)[name], of[name]));
}

function patternOf({ parts }: PartialString): RegExp {
  const pieces = parts.map((part) =>
    typeof part === "string" ? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : "[^]*",
  );
  return new RegExp(`^${pieces.join("")}$`);
}

/** Something unknown may represent any number of items. */
function isListOf(values: readonly unknown[], [first, ...rest]: readonly PartialValue[]): boolean {
  if (first === undefined) return values.length === 0;
  const isMany = first instanceof Unknown && first.about.isMany === true;
  if (isMany && isListOf(values, rest)) return true;
  if (values.length === 0 || !isInstance(values[0], first)) return false;
  return isListOf(values.slice(1), isMany ? [first, ...rest] : rest);
}
