/** Begins with a capital letter, but where it begins with an action: `iam:PassRole is allowed`. */
export const capitalized = (sentence: string): string =>
  /^[a-z0-9-]+:\S/.test(sentence) ? sentence : `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;
