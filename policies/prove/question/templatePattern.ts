import { anyOne, anyRun } from "../../language/glob.js";
import { holdsNoSlash } from "../../reference/holdsNoSlash.js";
import { type Pattern, plainLiteral } from "../sets/pattern.js";
import { anyOneInName, anyOneInPart, anyRunInName, anyRunInPart, colon } from "../sets/tokens.js";

/**
 * The resources of a type, by its ARN template: a placeholder matches a string that is not empty, without a
 * colon before the fifth colon, and without a slash where AWS allows none. A `*` matches any string.
 */
export function templatePattern(template: string): Pattern {
  const parts = template.split(":");
  const [, , service = ""] = parts;
  const tokens = parts.flatMap((part, at) => {
    const codes = partTokens(part, at < arnParts ? inPart : inName(service));
    return at === 0 ? codes : [colon, ...codes];
  });
  if (!/[*$]/.test(template)) return plainLiteral(template);
  const all = Int32Array.from(tokens);
  return { key: `template\0${template}`, tokens: all, bound: all, open: false };
}

/** The last part of an ARN goes on after further colons. */
const arnParts = 5;

/** What a placeholder, or `*`, matches. */
type Stands = (placeholder: string) => readonly number[];

const inPart: Stands = (placeholder) => (placeholder === "*" ? [anyRunInPart] : [anyOneInPart, anyRunInPart]);

const inName =
  (service: string): Stands =>
  (placeholder) => {
    if (placeholder === "*") return [anyRun];
    return holdsNoSlash(service, placeholder) ? [anyOneInName, anyRunInName] : [anyOne, anyRun];
  };

const partTokens = (part: string, stands: Stands): readonly number[] =>
  part.split(/(\$\{[^}]*\}|\*)/).flatMap((piece, at) => {
    if (at % 2 === 1) return stands(piece.replace(/[${}]/g, ""));
    return Array.from({ length: piece.length }, (_, place) => piece.charCodeAt(place));
  });
