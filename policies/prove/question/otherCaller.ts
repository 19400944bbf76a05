import type { ContextValue, Request } from "../../language/request.js";
import { isCallerKey } from "../callers/keyRange.js";
import { keyAtom } from "./atom.js";
import { allOf, always, anyOf, atomFormula, type Formula, never } from "./formula.js";
import { mayBe } from "./keyLiteral.js";

/** A caller in place of the one that asks: every key about the caller that `keys` does not hold is missing. */
export interface OtherCaller {
  readonly principal: string;
  /** keys about the caller, see `callerKeysOf`; all others stay as they are */
  readonly keys: Readonly<Record<string, ContextValue>>;
}

/** The same request by the other caller. */
export const askedBy = (request: Request, { principal, keys }: OtherCaller): Request => ({
  ...request,
  principal,
  context: {
    ...Object.fromEntries(Object.entries(request.context).filter(([key]) => !isCallerKey(key.toLowerCase()))),
    ...keys,
  },
});

const keyOf = ({ keys }: OtherCaller, name: string): ContextValue | undefined =>
  Object.entries(keys).find(([key]) => key.toLowerCase() === name)?.[1];

/** The value that a policy variable about the caller has. */
export function variableOf(caller: OtherCaller, variable: string): string | undefined {
  const value = keyOf(caller, variable.toLowerCase());
  return typeof value === "string" ? value : undefined;
}

/** A formula about the request by the other caller, as one about the request that is asked about. */
export function aboutOther(formula: Formula, caller: OtherCaller): Formula {
  if (formula.kind !== "atom") {
    const parts = formula.parts.map((part) => aboutOther(part, caller));
    return formula.kind === "all" ? allOf(parts) : anyOf(parts);
  }
  const { atom, positive } = formula;
  if (atom.dimension !== "key" || !isCallerKey(atom.name)) return formula;
  const value = keyOf(caller, atom.name);
  const [holds, fails] = [true, false].map((wanted) => mayBe({ atom, positive: wanted }, value));
  if (holds !== fails) return holds === positive ? always : never;
  // a variable is unknown: a key apart, of which nothing is known, until the variable has a value
  return atomFormula(keyAtom(`${caller.principal} ${atom.written}`, atom.asks), positive);
}
