/** The names nearest to what was typed, at most three, nearest first; none that is quite different. */
export const nearestNames = (typed: string, names: Iterable<string>): readonly string[] =>
  [...new Set(names)]
    .map((name) => ({ name, distance: distanceOf(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(1, typed.length / 4))
    .sort((left, right) => left.distance - right.distance || (left.name < right.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);

/** A name that contains the typed one counts as near, the less it adds the nearer. */
const distanceOf = (typed: string, name: string): number =>
  typed !== "" && name.includes(typed) ? 1 - typed.length / name.length : editDistance(typed, name);

/**
 * The one name the user most likely meant: the candidate fewest edits away, if they are few for its length.
 * Takes time in the product of the lengths, for each candidate.
 */
export function nearestName(typed: string, candidates: Iterable<string>): string | undefined {
  const ranked = [...candidates]
    .map((name) => ({ name, edits: editDistance(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(name.length / 3)))
    .sort((left, right) => left.edits - right.edits);
  return ranked[0]?.name;
}

/**
 * The hint for an unknown name: the nearest one, or all there are.
 *
 * @param lists what lists all, for names that may be many: of more than ten those three are named that differ least
 */
export function didYouMean(typed: string, candidates: Iterable<string>, lists?: string): string {
  const names = [...new Set(candidates)];
  const nearest = nearestName(typed, names);
  if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
  if (lists === undefined || names.length <= mostNames) return `expected one of: ${names.join(", ")}`;
  const [first, second, third] = leastDifferent(typed, names);
  return `the nearest of ${names.length} are \`${first}\`, \`${second}\` and \`${third}\`; ${lists} lists all`;
}

const mostNames = 10;

/** By the words that they share, then by edits. */
function leastDifferent(typed: string, names: readonly string[]): readonly string[] {
  const wanted = new Set(wordsOf(typed));
  return names
    .map((name) => ({
      name,
      shared: wordsOf(name).filter((word) => wanted.has(word)).length,
      distance: distanceOf(typed.toLowerCase(), name.toLowerCase()),
    }))
    .sort((left, right) => right.shared - left.shared || left.distance - right.distance)
    .map(({ name }) => name);
}

const wordsOf = (name: string): readonly string[] => name.toLowerCase().match(/[a-z0-9]{3,}/g) ?? [];

/** Levenshtein distance: characters inserted, deleted or substituted. */
function editDistance(from: string, to: string): number {
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
