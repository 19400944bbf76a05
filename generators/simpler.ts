/** The values of a ladder before the given one: all of them where it does not occur. */
export function* simpler<T>(ladder: readonly T[], value: T): Iterable<T> {
  for (const candidate of ladder) {
    if (candidate === value) return;
    yield candidate;
  }
}
