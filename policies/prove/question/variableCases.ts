import { exampleText, otherExampleText } from "../../reference/exampleValue.js";
import { leftOpen, plainLiteral, type Resolve } from "../sets/pattern.js";
import { textSet } from "../sets/textSet.js";
import type { Access } from "./access.js";
import { type KeyAtom, keyAtom } from "./atom.js";
import { boundValues } from "./bindCallerKeys.js";
import { encodeAccess } from "./encodeAccess.js";
import type { Encoding, KnownValues } from "./encoding.js";
import { allOf, always, atomFormula, type Formula, not } from "./formula.js";
import { atomsOf } from "./typedBoxes.js";

type Value = ReturnType<Resolve>;

/** A case of the values of the policy variables of a question. */
export interface VariableCase {
  /** undefined: none; `leftOpen`: any string but those of other cases */
  readonly values: KnownValues;
  /** what the request must be like for the variables to have these values */
  readonly constraint: Formula;
}

/** The one case that leaves every variable open. */
export const anyValues: VariableCase = { values: new Map(), constraint: always };

/** More cases than this are not distinguished; the variables with the most values then have any value. */
const caseCap = 64;

/**
 * All cases of the values of the policy variables that are unknown in the encoding: for each variable no value,
 * each string that the policies compare its key with, and any other string. Together they hold every request.
 */
export function variableCases(access: Access, encoding: Encoding): readonly VariableCase[] {
  const names = variablesOf(access, encoding);
  const atoms = atomsOf(encodeAccess(access, encoding)).filter((atom) => atom.dimension === "key");
  let cases: KnownValues[] = [new Map()];
  for (const name of names) {
    const bound: readonly Value[] | undefined = boundValues(name, encoding.requester);
    const values: readonly Value[] = [...(bound ?? [leftOpen, ...comparedTexts(name, atoms)]), undefined];
    if (cases.length * values.length > caseCap) continue;
    cases = cases.flatMap((values_) => values.map((value) => new Map([...values_, [name, value]])));
  }
  return cases.map((values) => caseOf(values, atoms));
}

/**
 * The case with each unknown string chosen, in the ways that are worth a try: as in a model where it has one, else a
 * readable one, and another in case that a policy compares something else with the first.
 */
export function choices(
  { values }: VariableCase,
  names: readonly string[],
  context: Readonly<Record<string, unknown>>,
): readonly VariableCase[] {
  const known = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  const isOpen = (name: string): boolean =>
    (values.has(name) ? values.get(name) : leftOpen) === leftOpen && typeof known.get(name) !== "string";
  const chosen = (readable: (name: string) => string) => {
    const texts = names.map((name): [string, Value] => {
      const value = values.has(name) ? values.get(name) : leftOpen;
      const modelled = known.get(name);
      return [name, isOpen(name) ? readable(name) : value === leftOpen ? String(modelled) : value];
    });
    return caseOf(new Map(texts), []);
  };
  return names.some(isOpen) ? [chosen(exampleText), chosen(otherExampleText)] : [chosen(exampleText)];
}

/** The policy variables of the policies, in lower case, sorted. */
export const variablesOf = (access: Access, encoding: Encoding): readonly string[] =>
  [...encoding.variablesIn(() => encodeAccess(access, encoding))].sort();

function comparedTexts(name: string, atoms: readonly KeyAtom[]): readonly string[] {
  const texts = atoms.flatMap((atom) => {
    const set = atom.name === name && "set" in atom.asks ? atom.asks.set : undefined;
    return set?.family === "text" ? [...set.literals] : [];
  });
  return [...new Set(texts)].sort();
}

const caseOf = (values: KnownValues, atoms: readonly KeyAtom[]): VariableCase => ({
  values,
  constraint: allOf([...values].map(([name, value]) => constraintOf(name, value, atoms))),
});

function constraintOf(name: string, value: Value, atoms: readonly KeyAtom[]): Formula {
  const single = atomFormula(keyAtom(name, { about: "single" }));
  if (value === undefined) return not(single);
  const inside = (texts: readonly string[]) =>
    atomFormula(keyAtom(name, { about: "in", set: textSet(texts.map(plainLiteral)) }));
  if (value !== leftOpen) return inside([value]);
  return allOf([single, not(inside(comparedTexts(name, atoms)))]);
}
