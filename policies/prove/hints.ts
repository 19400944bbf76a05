import { exampleText, isMultivalued } from "../reference/exampleValue.js";
import type { ServiceReference } from "../reference/serviceReference.js";
import type { Atom } from "./atom.js";
import { exampleOf } from "./instantiate.js";

/**
 * Whether AWS may send a key, in lower case, as a list: it is known to, or a policy asks it with a set
 * operator.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export const sentAsList = (
  atoms: readonly Atom[],
  reference: ServiceReference,
): ((name: string) => boolean) => {
  const asked = new Set(
    atoms.flatMap((atom) =>
      atom.dimension === "key" && (atom.asks.about === "every" || atom.asks.about === "some")
        ? atom.name
        : [],
    ),
  );
  return (name) => isMultivalued(name) || reference.isMultivalued(name) || asked.has(name);
};

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
export const keyHints = (name: string): readonly string[] => {
  const text = exampleText(name);
  return text === "example" ? [] : [text];
};
