/** The names nearest to what someone typed, at most three, nearest first; none that is quite different. */
export const closestNames = (typed: string, names: Iterable<string>): readonly string[] =>
  [...new Set(names)]
    .map((name) => ({ name, distance: distanceOf(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(1, typed.length / 4))
    .sort((left, right) => left.distance - right.distance || (left.name < right.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);

/** A name inside the other counts as near; else how many letters to add, drop or change (Levenshtein). */
const distanceOf = (left: string, right: string): number => {
  if (left !== "" && right.includes(left)) return 0.5;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 0; at < left.length; at += 1) {
    const next = [at + 1];
    for (let other = 0; other < right.length; other += 1) {
      const change = row[other]! + (left[at] === right[other] ? 0 : 1);
      next.push(Math.min(change, row[other + 1]! + 1, next[other]! + 1));
    }
    row = next;
  }
  return row[right.length]!;
};
