import type { Condition, ConditionOperator } from "../../policies/language/policyDocument.js";
import { isNull, type KeyModel } from "./keyModel.js";
import { operatorMeaning } from "./operatorMeaning.js";
import type { Slot } from "./slot.js";
import { all, any, not, type Term } from "./term.js";

/** Whether one value of the key is what the operator wants. */
type Accepts = (slot: Slot) => Term;

/**
 * When a request satisfies a condition.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function encodeCondition({ operator, values }: Condition, key: KeyModel): Term {
  if (operator.name === "Null") return encodeNull(values, key);
  const { negated, holds } = operatorMeaning[operator.name];
  const accepts: Accepts = (slot) => {
    const one = any(values.map((value) => holds(slot, value)));
    return negated ? not(one) : one;
  };
  return quantified[operator.quantifier ?? "none"](key, accepts, operator);
}

function encodeNull(values: readonly string[], key: KeyModel): Term {
  const wanted = values.map((value) => value.toLowerCase());
  return any([
    ...(wanted.includes("true") ? [isNull(key)] : []),
    ...(wanted.includes("false") ? [not(isNull(key))] : []),
  ]);
}

const quantified: Readonly<
  Record<
    "ForAllValues" | "ForAnyValue" | "none",
    (key: KeyModel, accepts: Accepts, operator: ConditionOperator) => Term
  >
> = {
  ForAllValues: (key, accepts) =>
    any([isNull(key), all(key.slots.map((slot) => any([not(slot.held), accepts(slot)])))]),
  // `IfExists` changes nothing here: a missing key has no value that could match
  ForAnyValue: ({ present, slots }, accepts) =>
    all([present, any(slots.map((slot) => all([slot.held, accepts(slot)])))]),
  // a list never satisfies an operator without quantifier, negated or not
  none: ({ present, list, slots }, accepts, { name, ifExists }) => {
    const satisfied = all([present, not(list), accepts(slots[0]!)]);
    const whenMissing = ifExists || (name !== "Null" && operatorMeaning[name].negated);
    return whenMissing ? any([not(present), satisfied]) : satisfied;
  },
};
