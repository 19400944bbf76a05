/**
 * The order in which terraform goes through the names of a map and the members of a set: that of the bytes in
 * UTF-8, which is not that of JavaScript beyond U+FFFF.
 *
 * Source: https://developer.hashicorp.com/terraform/language/functions/keys
 */
export function compareUtf8(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return weightAt(one, at) - weightAt(other, at);
}

/** What ends comes first; halves of characters beyond U+FFFF come last. */
function weightAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (Number.isNaN(unit)) return -1;
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}
