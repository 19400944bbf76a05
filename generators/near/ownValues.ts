import type { ContextValue } from "../../policies/language/request.js";
import type { KeyPool } from "./keyPool.js";

/** The only values that some context keys have, by key in any case. */
export type ValuesByKey = Readonly<Record<string, readonly ContextValue[]>>;

/** Puts the user's values of a key in the place of those that policies suggest; the key may be missing as before. */
export function ownValues(values: ValuesByKey): (pools: readonly KeyPool[]) => readonly KeyPool[] {
  const own = new Map(Object.entries(values).map(([key, some]) => [key.toLowerCase(), some]));
  if (own.size === 0) return (pools) => pools;
  return (pools) =>
    pools.map((pool) => {
      const given = own.get(pool.key.toLowerCase());
      return given === undefined ? pool : { key: pool.key, inside: given, outside: [undefined, ...given] };
    });
}

/** The same pools, and those of keys that no policy mentions. */
export function withOtherKeys(values: ValuesByKey, pools: readonly KeyPool[]): readonly KeyPool[] {
  const known = new Set(pools.map(({ key }) => key.toLowerCase()));
  const others = Object.entries(values).filter(([key]) => !known.has(key.toLowerCase()));
  return [...pools, ...others.map(([key, some]) => ({ key, inside: some, outside: [undefined] }))];
}
