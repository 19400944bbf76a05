import type { Arguments } from "../arguments.js";

/** Whether an answer is written in a format, on stdout or to a file; `--open` makes a page. */
export const wantsFormat = (args: Arguments, format: string): boolean =>
  args.text("format") === format ||
  (format === "html" && args.has("open")) ||
  args.texts("out").some((value) => value.startsWith(`${format}=`));
