// Control characters, bidirectional overrides and line separators: whatever can move, hide or recolour text.
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Text from a user, fit for a terminal and a log: what would act there is written as `\u001b`. */
export const visible = (text: string): string => text.replace(unsafe, escaped);
