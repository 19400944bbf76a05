/** A piece of SMT-LIB 2.6. */
export type Term = string;

/** The conjunction; `true` of nothing. */
export const all = (terms: readonly Term[]): Term => joined("and", terms, "true");

/** The disjunction; `false` of nothing. */
export const any = (terms: readonly Term[]): Term => joined("or", terms, "false");

export const not = (term: Term): Term => `(not ${term})`;

const joined = (connective: string, terms: readonly Term[], ofNothing: Term): Term =>
  terms.length < 2 ? (terms[0] ?? ofNothing) : `(${connective} ${terms.join(" ")})`;

/** A string literal, by UTF-16 code units as IAM strings are compared here; all but plain ASCII is escaped. */
export const text = (value: string): Term =>
  `"${value
    .split("")
    .map((unit) => (/[ !#-[\]-~]/.test(unit) ? unit : `\\u{${unit.charCodeAt(0).toString(16)}}`))
    .join("")}"`;

/** An integer literal; SMT-LIB writes a negative one as a negation. */
export const integer = (value: bigint): Term => (value < 0n ? `(- ${-value})` : `${value}`);
