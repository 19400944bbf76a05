import { isMultivalued } from "./exampleValue.js";
import { namesKey } from "./namesKey.js";
import type { ServiceReference } from "./serviceReference.js";

/** A condition key as the reference lists it: `aws:RequestTag/${TagKey}`. */
export interface ConditionKey {
  readonly key: string;
  /** `String`, `ArrayOfString`, … */
  readonly type: string;
}

/**
 * What is known of any key by a list of condition keys.
 *
 * @param list called when a key is first asked about
 */
export function conditionKeys(
  list: () => readonly ConditionKey[],
): Pick<ServiceReference, "isMultivalued" | "knowsKey"> {
  const known = namesOf(list);
  const lists = namesOf(() => list().filter(({ type }) => type.startsWith("ArrayOf")));
  return { knowsKey: known, isMultivalued: (key) => isMultivalued(key) || lists(key) };
}

function namesOf(list: () => readonly ConditionKey[]): (key: string) => boolean {
  let names: { readonly exact: ReadonlySet<string>; readonly open: readonly string[] } | undefined;
  return (key) => {
    names ??= splitNames(list());
    const folded = key.toLowerCase();
    return names.exact.has(folded) || names.open.some((name) => namesKey(name, folded));
  };
}

function splitNames(keys: readonly ConditionKey[]) {
  const names = [...new Set(keys.map(({ key }) => key.replace("<key>", "${TagKey}").toLowerCase()))];
  return {
    exact: new Set(names.filter((name) => !name.includes("${"))),
    open: names.filter((name) => name.includes("${")),
  };
}
