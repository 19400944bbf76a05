/** The string of some UTF-16 code units, however many. */
export function fromUnits(units: Iterable<number>): string {
  let text = "";
  for (const unit of units) text += String.fromCharCode(unit);
  return text;
}
