import { all, not, type Term, text } from "./term.js";

/** What the operators on a key read its values as; a key that is read in two ways is left out. */
export type Reading = "text" | "number" | "date" | "address";

/**
 * One value that a key may hold, as SMT-LIB names.
 *
 * A string is itself. A number is an integer, twice its 10^60th part, so that there is one between any
 * two; a date is its nanosecond; an address is its number, IPv4 or IPv6 (one too large lies in no range, like
 * what is not an address). What cannot be read so is distinguished only as empty or not: no operator of that
 * reading looks closer.
 */
export interface Slot {
  readonly reading: Reading;
  readonly name: string;
  /** whether the key holds this value at all */
  readonly held: Term;
  readonly empty: Term;
}

export const slotOf = (name: string, reading: Reading): Slot => ({
  reading,
  name,
  held: `${name}.held`,
  empty: reading === "text" ? `(= ${name} ${text("")})` : `${name}.empty`,
});

/** The declarations of a slot, with what is true of every value of its reading. */
export function declareSlot({ reading, name }: Slot): readonly Term[] {
  if (reading === "text") return [declare(name, "String"), declare(`${name}.held`, "Bool")];
  const bools = ["held", "empty", "read", ...(reading === "address" ? ["v6"] : [])];
  return [
    declare(name, "Int"),
    ...bools.map((part) => declare(`${name}.${part}`, "Bool")),
    `(assert ${not(all([`${name}.empty`, `${name}.read`]))})`,
  ];
}

const declare = (name: string, sort: string): Term => `(declare-const ${name} ${sort})`;
