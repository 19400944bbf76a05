import type { Condition, OperatorName } from "../../policies/language/policyDocument.js";
import { operatorMeaning } from "./operatorMeaning.js";
import { declareSlot, type Reading, type Slot, slotOf } from "./slot.js";
import { all, any, not, type Term } from "./term.js";

/** A context key in a request: missing, one string (the first slot), or a list (whichever slots are held). */
export interface KeyModel {
  readonly present: Term;
  readonly list: Term;
  readonly slots: readonly Slot[];
}

/** What a condition's values are read as; `Null` reads none. */
export const readingOf = (name: OperatorName): Reading | undefined =>
  name === "Null" ? undefined : operatorMeaning[name].reading;

/**
 * The model of one key for all conditions on it.
 *
 * Lists of one value for each distinct condition with a quantifier, and one more, are enough: at most that many
 * values are ever needed to make conditions come out as they do (one that matches or does not for each, one
 * that is not empty for `Null` and `ForAllValues`), and all other values can be left out of the list without
 * changing an outcome.
 */
export function keyModelOf(name: string, conditions: readonly Condition[]): KeyModel {
  const quantified = conditions.filter(({ operator }) => operator.quantifier !== undefined);
  const distinct = new Set(quantified.map(({ operator, values }) => JSON.stringify([operator, values])));
  const reading = conditions.map(({ operator }) => readingOf(operator.name)).find((one) => one !== undefined);
  const slots = Array.from({ length: distinct.size + 1 }, (_, at) =>
    slotOf(`${name}.${at}`, reading ?? "text"),
  );
  return { present: `${name}.present`, list: `${name}.list`, slots };
}

export function declareKey({ present, list, slots }: KeyModel): readonly Term[] {
  const [first, ...others] = slots;
  const single = all([first!.held, ...others.map(({ held }) => not(held))]);
  return [
    `(declare-const ${present} Bool)`,
    `(declare-const ${list} Bool)`,
    ...slots.flatMap(declareSlot),
    `(assert ${any([not(present), list, single])})`,
  ];
}

/** What `Null` calls null: missing, nothing in it, or only empty strings. */
export const isNull = ({ present, slots }: KeyModel): Term =>
  any([not(present), all(slots.map(({ held, empty }) => any([not(held), empty])))]);
