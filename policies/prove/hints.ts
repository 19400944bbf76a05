import { exampleText, isMultivalued } from "../reference/exampleValue.js";
import type { Atom } from "./atom.js";
import { instantiate } from "./instantiate.js";

/**
 * Whether AWS may send a key, in lower case, as a list: it is known to, or a policy asks it with a set
 * operator.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export const sentAsList = (atoms: readonly Atom[]): ((name: string) => boolean) => {
  const asked = new Set(
    atoms.flatMap((atom) =>
      atom.dimension === "key" && (atom.asks.about === "every" || atom.asks.about === "some")
        ? atom.name
        : [],
    ),
  );
  return (name) => isMultivalued(name) || asked.has(name);
};

/** Readable resources near those, of one service if given, that the policies name: on each pattern, and next to it. */
export const resourceHints = (atoms: readonly Atom[], service?: string): readonly string[] => {
  const patterns = atoms
    .flatMap((atom) => (atom.dimension === "resource" ? atom.set.patterns : []))
    .filter(({ key }) => service === undefined || key.includes(`:${service}:`));
  const on = patterns.map(({ bound }) => instantiate(bound)[0]!);
  return [...new Set([...on.map(nextTo), ...on])].filter((text) => text !== "" && !text.startsWith("x"));
};

/** `…:task/a_Batch_b` becomes `…:task/example`. */
const nextTo = (arn: string): string => arn.replace(/^((?:[^:]*:){5}(?:[^/:]*[/:])?).*$/s, "$1example");

/** Values to try for a key before those made up from patterns. */
export const keyHints = (name: string): readonly string[] => {
  const text = exampleText(name);
  return text === "example" ? [] : [text];
};
