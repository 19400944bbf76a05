import { exampleText } from "../../reference/exampleValue.js";
import { exampleOf } from "../sets/instantiate.js";
import type { Atom } from "./atom.js";

/**
 * Readable resources near those, of one service if given, that the policies name: next to each pattern, then on
 * each, `*` at last. Made one at a time, for one of the first will do.
 */
export function* resourceHints(atoms: readonly Atom[], service?: string): Generator<string> {
  const patterns = atoms
    .flatMap((atom) => (atom.dimension === "resource" ? atom.set.patterns : []))
    .filter(({ key }) => service === undefined || key.includes(`:${service}:`));
  const seen = new Set(["", "x"]);
  for (const place of [nextTo, (arn: string) => arn]) {
    for (const { bound } of patterns) {
      const text = place(exampleOf(bound));
      if (seen.has(text) || text.startsWith("x")) continue;
      seen.add(text);
      yield text;
    }
  }
  yield "*";
}

/** `…:task/a_Batch_b` becomes `…:task/example`. */
const nextTo = (arn: string): string => arn.replace(/^((?:[^:]*:){5}(?:[^/:]*[/:])?).*$/s, "$1example");

/** Values to try for a key before those made up from patterns. */
export function keyHints(name: string): readonly string[] {
  const text = exampleText(name);
  return text === "example" ? [] : [text];
}
