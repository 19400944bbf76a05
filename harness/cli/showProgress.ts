import { escapeControls } from "../report/escapeControls.js";
import type { Arguments } from "./arguments.js";
import type { Io } from "./io.js";

/**
 * Shows the progress of a command on one line of stderr, where that is a terminal; silent on every other, and with
 * `--quiet`. Each string replaces the one before it; an empty one clears the line.
 */
export function showProgress(args: Pick<Arguments, "has">, { stderr }: Pick<Io, "stderr">) {
  const isSilent = args.has("quiet") || stderr.isTTY !== true;
  return (text: string): void => {
    if (isSilent) return;
    // a line that wraps could not be wiped
    stderr.write(`\r\u001b[K${escapeControls(text).slice(0, (stderr.columns || 80) - 1)}`);
  };
}
