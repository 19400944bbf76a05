import type { Condition, OperatorName } from "../policies/language/policyDocument.js";
import type { HeldResource, Policy } from "../policies/language/policySet.js";
import type { Access } from "../policies/prove/question/access.js";

/** A condition that a key passes by an operator, and that a missing key does not. */
export const when = (name: OperatorName, key: string, values: readonly string[]): Condition => ({
  operator: { name, ifExists: false },
  key,
  values,
});

/** A condition that a request does not carry a key. */
export const without = (key: string): Condition => when("Null", key, ["true"]);

/** The requests that meet all of some conditions. */
export const meeting = (...conditions: readonly Condition[]): Access => ({
  kind: "matching",
  statement: { conditions },
});

/** The conditions of some policies. */
export const conditionsIn = (policies: readonly Policy[]): readonly Condition[] =>
  policies.flatMap(({ document }) => document.statements.flatMap(({ conditions }) => conditions));

/** The context keys that the policies of a resource have conditions on, in lower case, each once. */
export const keysIn = ({ policies }: Pick<HeldResource, "policies">): readonly string[] => [
  ...new Set(conditionsIn(policies).map(({ key }) => key.toLowerCase())),
];
