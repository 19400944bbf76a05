/** The function that makes each value once, for as long as it lives itself. */
export function memoizeByKey<K, T extends NonNullable<unknown>>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
