/**
 * The name a person most likely meant: the candidate fewest edits away, when they are few for its length.
 * Takes time in the product of the lengths, for each candidate.
 */
export function nearestName(word: string, candidates: Iterable<string>): string | undefined {
  const ranked = [...candidates]
    .map((name) => ({ name, edits: edits(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(name.length / 3)))
    .sort((left, right) => left.edits - right.edits);
  return ranked[0]?.name;
}

/** The sentence to put where a name is not known: the nearest one, or all there are. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const names = [...candidates];
  const nearest = nearestName(word, names);
  return nearest === undefined ? `there are ${names.join(", ")}` : `did you mean \`${nearest}\`?`;
}

/** Levenshtein distance: letters put in, taken out or changed. */
function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = row[j - 1]! + Number(from[i - 1] !== to[j - 1]);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
