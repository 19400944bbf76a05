export interface Latin1JsonOptions {
  /** spaces to indent with; @defaultValue 0, everything on one line */
  readonly indent?: number;
  /** as of `JSON.stringify` */
  readonly replacer?: (name: string, value: unknown) => unknown;
}

/** JSON in which each character beyond U+00FF is an escape: it means the same, and IAM accepts it. */
export const latin1Json = (value: unknown, { indent = 0, replacer }: Latin1JsonOptions = {}): string =>
  JSON.stringify(value, replacer, indent).replaceAll(
    /[^\0-\u00FF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
