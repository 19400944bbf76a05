import { keyRange } from "../callers/keyRange.js";
import { coversSet, setsDisjoint, type TextSet, textSet } from "../sets/textSet.js";
import type { Access } from "./access.js";
import type { KeyAtom } from "./atom.js";
import { boundTo } from "./bindCallerKeys.js";
import { encodeAccess } from "./encodeAccess.js";
import type { Encoding } from "./encoding.js";
import { atomsOf } from "./typedBoxes.js";
import { variablesOf } from "./variableCases.js";

/**
 * The requests of a set that each of the callers could make, where it is unknown which one calls: those that lack
 * the keys by which the set distinguishes the callers. All others keep the keys, which then say nothing.
 *
 * @param keys in lower case, that differ among the callers
 */
export function forEveryCaller(access: Access, keys: readonly string[], encoding: Encoding): Access {
  if (keys.length === 0) return access;
  const distinguishing = distinguishingKeys(access, keys, encoding);
  return distinguishing.length === 0 ? access : { kind: "both", parts: [access, lacking(distinguishing)] };
}

/** Those of some keys by which a set of requests distinguishes the callers of an encoding. */
export function distinguishingKeys(
  access: Access,
  keys: readonly string[],
  encoding: Encoding,
): readonly string[] {
  const variables = new Set(variablesOf(access, encoding));
  const asked = atomsOf(encodeAccess(access, encoding)).filter((atom) => atom.dimension === "key");
  return keys.filter(
    (key) => variables.has(key) || asked.some((atom) => atom.name === key && distinguishes(atom, encoding)),
  );
}

/** Whether some values that the callers send lie in the set of a condition and others do not; true where unknown. */
function distinguishes({ name, asks }: KeyAtom, { requester }: Encoding): boolean {
  if (!("set" in asks)) return false;
  const sent = valuesOf(name, boundTo(requester));
  const { set } = asks;
  if (sent === undefined || set.family !== "text" || set.open) return true;
  return !coversSet(set, sent) && !setsDisjoint(set, sent);
}

function valuesOf(name: string, members: ReturnType<typeof boundTo>): TextSet | undefined {
  const ranges = members?.types.map((type) => keyRange(name, type, members)) ?? [undefined];
  return ranges.every((range) => range !== undefined)
    ? textSet(ranges.flatMap(({ inside }) => inside))
    : undefined;
}

/** The requests that carry none of some keys. */
export const lacking = (keys: readonly string[]): Access => ({
  kind: "matching",
  statement: {
    // an empty string is null, too
    conditions: keys.flatMap((key) => [
      { operator: { name: "Null", ifExists: false }, key, values: ["true"] },
      { operator: { name: "StringNotLike", ifExists: false }, key, values: ["*"] },
    ]),
  },
});
