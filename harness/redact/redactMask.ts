import { isObject } from "../../policies/text/isObject.js";
import type { Read } from "./readAttributes.js";
import { memberOf } from "./redactValue.js";

/** Of a mask, which mirrors values with true where they are unknown or sensitive, what is about values that are read. */
export function redactMask(mask: unknown, read: Read): unknown {
  if (Array.isArray(mask)) return mask.map((item) => redactMask(item, read));
  if (!isObject(mask)) return mask === true;
  const members = Object.entries(mask).flatMap(([name, inner]) => {
    const own = memberOf(name, read);
    return own === undefined ? [] : [[name, redactMask(inner, own)] as const];
  });
  return Object.fromEntries(members);
}

/** Whether a mask marks anything at all. */
export const marksAny = (mask: unknown): boolean =>
  mask === true || (typeof mask === "object" && mask !== null && Object.values(mask).some(marksAny));
