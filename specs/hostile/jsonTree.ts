/** The keys and indices that lead to a value. */
export type Path = readonly (string | number)[];

/** What an edit leaves at a place when there is to be nothing. */
export const absent = Symbol("absent");

/** The places of a JSON value, the value itself first; at most 4,000. */
export function placesIn(value: unknown): readonly Path[] {
  const places: Path[] = [[]];
  const values: unknown[] = [value];
  for (let at = 0; at < places.length && places.length < 4000; at += 1) {
    for (const [key, inner] of entriesOf(values[at])) {
      places.push([...places[at]!, key]);
      values.push(inner);
    }
  }
  return places;
}

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => entriesOf(inner).find(([name]) => name === key)?.[1], value);

/** The same value with another one at a place; `__proto__` is a key like any other. */
export function replaceAt(value: unknown, [key, ...rest]: Path, put: (old: unknown) => unknown): unknown {
  if (key === undefined) return put(value);
  const entries = entriesOf(value)
    .map(([name, inner]) => [name, name === key ? replaceAt(inner, rest, put) : inner] as const)
    .filter(([, inner]) => inner !== absent);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

function entriesOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((inner, index) => [index, inner]);
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
