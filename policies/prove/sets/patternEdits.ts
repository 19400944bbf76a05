import { anyOne, anyRun } from "../../language/glob.js";
import { exampleOf } from "./instantiate.js";
import type { Pattern } from "./pattern.js";
import { endOf, type Tokens, unitsOf } from "./tokens.js";

/** Strings one edit away from those that a pattern matches, where a reader sees at once what decides. */
export function patternEdits({ literal, bound }: Pattern): readonly string[] {
  if (literal !== undefined) return edits(literal);
  return [...edits(beginning(bound)), ...edits(exampleOf(bound))];
}

/** principals of services: another service is easier to read than a misspelt one */
const servicePrincipal = /^[\w-]+(\.amazonaws\.com(?:\.cn)?)$/;
const opposites = new Map([
  ["true", "false"],
  ["false", "true"],
]);

/** Account ids and the like keep their length; other strings lose a character, or get one more. */
function edits(text: string): readonly string[] {
  const opposite = opposites.get(text.toLowerCase());
  if (opposite !== undefined) return [opposite];
  const suffix = servicePrincipal.exec(text)?.[1];
  if (suffix !== undefined) return [`lambda${suffix}`, `ec2${suffix}`];
  const last = text.at(-1);
  if (last === undefined) return [];
  const body = text.slice(0, -1);
  if (last >= "0" && last <= "9") return [`${body}${(Number(last) + 1) % 10}`, `${text}0`];
  return [body, `${text}x`];
}

const isWildcard = (token: number): boolean =>
  token === anyOne || token === anyRun || endOf(token) !== undefined;

/** What all strings of a pattern begin with. */
function beginning(tokens: Tokens): string {
  const end = tokens.findIndex(isWildcard);
  return Array.from(tokens.subarray(0, end < 0 ? tokens.length : end), (token) =>
    String.fromCharCode(unitsOf(token)[0]!),
  ).join("");
}
