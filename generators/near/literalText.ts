const protectedStar = "\uE02A";
const protectedMark = "\uE03F";

/** A part of a pattern in which `*` and `?` mean themselves: characters of private use in Unicode take their place. */
export const protectWildcards = (text: string): string =>
  text.replaceAll("*", protectedStar).replaceAll("?", protectedMark);

/** The string itself again. */
export const literalText = (pattern: string): string =>
  pattern.replaceAll(protectedStar, "*").replaceAll(protectedMark, "?");
