import type { PartialValue } from "./partialValue.js";

/** Looks a name up, or returns the value that was found before. */
export type FindOnce = (name: string, find: () => PartialValue | undefined) => PartialValue | undefined;

/** No configuration has a longer chain of names; the cap protects what recurses from deeply nested input. */
const deepest = 100;

/** A memory of names. One that depends on itself, which terraform refuses, is unknown; so is one too deep. */
export function memoizeByName(): FindOnce {
  const known = new Map<string, PartialValue | undefined>();
  let depth = 0;
  return (name, find) => {
    if (known.has(name) || depth >= deepest) return known.get(name);
    known.set(name, undefined);
    depth += 1;
    known.set(name, find());
    depth -= 1;
    return known.get(name);
  };
}
