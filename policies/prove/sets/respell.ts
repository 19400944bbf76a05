/** The decimal part is optional; a date ends in `Z`. */
const number = /^-?[0-9]+(\.[0-9]+)?$/;
const date = /^[0-9]{4}-[0-9T:-]+(\.[0-9]+)?Z$/;

/**
 * Other strings for the same number or moment, by zeros after the decimal point: `10.0`, `10.00`. None for a
 * string that is neither. Different from each other, so that one more than are excluded is enough.
 */
export function respell(text: string, count: number): readonly string[] {
  const match = number.exec(text) ?? date.exec(text);
  if (match === null) return [];
  const end = text.endsWith("Z") ? "Z" : "";
  const point = match[1] === undefined ? "." : "";
  const stem = text.slice(0, text.length - end.length) + point;
  return Array.from({ length: count }, (_, index) => `${stem}${"0".repeat(index + 1)}${end}`);
}
