import { isMultivalued } from "./exampleValue.js";
import { namesKey } from "./namesKey.js";
import type { ServiceReference } from "./serviceReference.js";

/** A condition key as the reference lists it: `aws:RequestTag/${TagKey}`. */
export interface ConditionKey {
  readonly key: string;
  /** `String`, `ArrayOfString`, … */
  readonly type: string;
}

/** What is known of any key by a list of condition keys. */
export function conditionKeys(
  keys: readonly ConditionKey[],
): Pick<ServiceReference, "isMultivalued" | "knowsKey"> {
  const known = namesOf(keys);
  const lists = namesOf(keys.filter(({ type }) => type.startsWith("ArrayOf")));
  return { knowsKey: known, isMultivalued: (key) => isMultivalued(key) || lists(key) };
}

function namesOf(keys: readonly ConditionKey[]): (key: string) => boolean {
  const names = [...new Set(keys.map(({ key }) => key.replace("<key>", "${TagKey}").toLowerCase()))];
  const exact = new Set(names.filter((name) => !name.includes("${")));
  const open = names.filter((name) => name.includes("${"));
  return (key) => {
    const folded = key.toLowerCase();
    return exact.has(folded) || open.some((name) => namesKey(name, folded));
  };
}
