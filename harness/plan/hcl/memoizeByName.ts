import type { PartialValue } from "./partialValue.js";

/** Looks a name up, or tells what it was found to be before. */
export type FindOnce = (name: string, find: () => PartialValue | undefined) => PartialValue | undefined;

/** People do not name one thing by another this often; the cap keeps a bomb away from what recurses. */
const deepest = 100;

/** A memory of names. One that hangs on itself, which terraform refuses, is not known; nor is one too deep. */
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
