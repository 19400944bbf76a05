import { greatest } from "../../policies/text/greatest.js";
import { escapeControls } from "./escapeControls.js";

/** A label and the string next to it. */
export type Line = readonly [label: string, text: string];

/** Lines under a heading, their descriptions aligned in one column, with control characters escaped. */
export function alignColumns(lines: readonly Line[], indent = "    "): readonly string[] {
  const width = greatest(lines.map(([label]) => label.length));
  return lines.map(([label, text]) => `${indent}${label.padEnd(width)}  ${escapeControls(text)}`);
}
