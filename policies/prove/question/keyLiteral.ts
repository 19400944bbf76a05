import type { ContextValue } from "../../language/request.js";
import { mayHold, surelyHolds } from "../sets/textSet.js";
import type { ValueSet } from "../sets/valueSet.js";
import type { KeyAtom } from "./atom.js";

/** An answer about one key. */
export interface KeyLiteral {
  readonly atom: KeyAtom;
  readonly positive: boolean;
}

/** Whether the answer can be true of a value; certain unless a variable is unknown. */
export function mayBe({ atom: { asks }, positive }: KeyLiteral, value: ContextValue | undefined): boolean {
  const values = value === undefined ? [] : typeof value === "string" ? [value] : value;
  switch (asks.about) {
    case "missing":
      return (value === undefined) === positive;
    case "single":
      return (typeof value === "string") === positive;
    case "null":
      return isNull(values) === positive;
    case "in":
      return typeof value === "string" ? mayLie(asks.set, value, positive) : !positive;
    case "some": {
      const lies = (one: string) => mayLie(asks.set, one, positive !== asks.negated);
      return positive ? values.some(lies) : values.every(lies);
    }
    case "every": {
      const lies = (one: string) => mayLie(asks.set, one, positive !== asks.negated);
      return positive ? isNull(values) || values.every(lies) : !isNull(values) && values.some(lies);
    }
  }
}

const isNull = (values: readonly string[]): boolean => values.every((one) => one === "");

const mayLie = (set: ValueSet, text: string, inside: boolean): boolean =>
  inside ? mayLieIn(set, text) : !surelyIn(set, text);

const mayLieIn = (set: ValueSet, text: string): boolean =>
  set.family === "text" ? mayHold(set, text) : set.holds(text);

const surelyIn = (set: ValueSet, text: string): boolean =>
  set.family === "text" ? surelyHolds(set, text) : set.holds(text);
