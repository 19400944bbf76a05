/** The first of some names, and how many more there are; `--format json` has all. */
export function joinWithLimit(names: readonly string[], most = 8): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(", ")}, and ${more} more` : names.join(", ");
}
