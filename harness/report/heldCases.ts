/** How many of the cases that were asked hold: `all 60 cases hold`, `2 of 3 readable cases hold`. */
export function heldCases(
  { total, matched }: { readonly total: number; readonly matched: number },
  unreadable: number,
): string {
  if (total === 0) return "no case was asked";
  if (matched === total && unreadable === 0)
    return total === 1 ? "the one case holds" : `all ${total} cases hold`;
  const cases = `${unreadable === 0 ? "" : "readable "}${total === 1 ? "case" : "cases"}`;
  return `${matched} of ${total} ${cases} ${matched === 1 || total === 1 ? "holds" : "hold"}`;
}
