import type { ActionReference } from "../../policies/reference/serviceReference.js";
import { distinct } from "./pool.js";

/**
 * The keys that requests for an action may carry, tag keys as `aws:RequestTag/${TagKey}`.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const contextKeys = (action: ActionReference): readonly string[] =>
  distinct([...action.conditionKeys, ...action.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys)]);

/** True for a key that a request for the action may carry: one of that action, or one that every request has. */
export function actionSupportsKey(action: ActionReference, key: string): boolean {
  const folded = key.toLowerCase();
  if (folded.startsWith("aws:") && !/^aws:(?:requesttag\/|resourcetag\/|tagkeys$)/.test(folded)) return true;
  return contextKeys(action).some((supported) => {
    const [head = "", placeholder] = supported.toLowerCase().split("${", 2);
    return placeholder === undefined ? head === folded : folded.startsWith(head);
  });
}

/** A supported key with an example in place of `${TagKey}`. */
export const exampleKey = (supported: string): string => supported.replace(/\$\{\w+\}/, "example");
