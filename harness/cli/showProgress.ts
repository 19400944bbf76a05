import { escapeControls } from "../report/escapeControls.js";
import type { Arguments } from "./arguments.js";
import type { Io } from "./io.js";

/**
 * Tells how far a command is, on one line of the terminal that explains; silent on every other, and with
 * `--quiet`. Each text takes the place of the one before it; an empty one wipes the line.
 */
export function showProgress(args: Pick<Arguments, "has">, { stderr }: Pick<Io, "stderr">) {
  const isSilent = args.has("quiet") || stderr.isTTY !== true;
  return (text: string): void => {
    if (isSilent) return;
    // a line that wraps could not be wiped
    stderr.write(`\r\u001b[K${escapeControls(text).slice(0, (stderr.columns || 80) - 1)}`);
  };
}
