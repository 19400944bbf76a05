import { indexByPrefix } from "../../../policies/evaluate/indexByPrefix.js";

/**
 * Finds the values whose prefix begins with a string, and those whose prefix the string begins with; in steps that
 * grow with the logarithm of their number and with the number found.
 */
export function nearPrefixes<T>(entries: readonly (readonly [string, T])[]): (text: string) => readonly T[] {
  const shorter = indexByPrefix(entries);
  const sorted = entries.toSorted(([one], [other]) => (one < other ? -1 : +(one > other)));
  return (text) => {
    const longer: T[] = [];
    for (let at = firstNotBefore(sorted, text); sorted[at]?.[0].startsWith(text); at++)
      longer.push(sorted[at]![1]);
    return [...shorter(text), ...longer];
  };
}

function firstNotBefore(sorted: readonly (readonly [string, unknown])[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]![0] < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
