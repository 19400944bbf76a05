import { type Term, text } from "./term.js";

export const anyCharacter: Term = "re.allchar";

/** The strings of a glob as a regular language; `character` is what `?` and each character of `*` may be. */
export function globLanguage(glob: string, character: Term = anyCharacter): Term {
  const pieces = glob.match(/\*+|\?|[^*?]+/g) ?? [""];
  const terms = pieces.map((piece) => {
    if (piece.startsWith("*")) return character === anyCharacter ? "re.all" : `(re.* ${character})`;
    return piece === "?" ? character : `(str.to_re ${text(piece)})`;
  });
  return terms.length === 1 ? terms[0]! : `(re.++ ${terms.join(" ")})`;
}

/** Whether `value` matches a pattern; one without wildcards is an equation, which solvers like better. */
export const matches = (
  value: Term,
  pattern: string,
  language: (pattern: string) => Term = (glob) => globLanguage(glob),
): Term =>
  /[*?]/.test(pattern) ? `(str.in_re ${value} ${language(pattern)})` : `(= ${value} ${text(pattern)})`;
