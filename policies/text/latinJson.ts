/** JSON in which each character beyond U+00FF is an escape: it means the same, and IAM takes the text. */
export const latinJson = (value: unknown, indent = 0): string =>
  JSON.stringify(value, null, indent).replaceAll(
    /[^\0-\u00FF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
