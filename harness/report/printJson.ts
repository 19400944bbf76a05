import { escapeControls } from "./escapeControls.js";

/**
 * One JSON document, indented by two spaces, ending with a line break.
 * Characters that a terminal would act on are escaped, inside strings, as JSON allows.
 */
export const printJson = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).split("\n").map(escapeControls).join("\n")}\n`;

/** One JSON document on one line, ending with a line break. */
export const printJsonLine = (value: unknown): string => `${escapeControls(JSON.stringify(value))}\n`;
