/** The values a part of a policy distinguishes, most readable first. */
export interface Pool {
  /** what it matches */
  readonly inside: readonly string[];
  /** what it just does not match */
  readonly outside: readonly string[];
}

/** Each value once, in order of first appearance. */
export const distinct = <T>(values: Iterable<T>): readonly T[] => [...new Set(values)];

/** The pool of the opposite: what `Not…` matches is what its patterns do not. */
export const opposite = ({ inside, outside }: Pool): Pool => ({ inside: outside, outside: inside });

/** The values of several pools; what one has inside is inside the whole. */
export function mergePools(pools: readonly Pool[]): Pool {
  const inside = new Set(pools.flatMap((pool) => pool.inside));
  return {
    inside: [...inside],
    outside: distinct(pools.flatMap((pool) => pool.outside)).filter((value) => !inside.has(value)),
  };
}
