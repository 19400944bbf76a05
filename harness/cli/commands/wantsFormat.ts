import type { Arguments } from "../arguments.js";

/** Whether an answer is written in a format, on stdout or to a file. */
export const wantsFormat = (args: Arguments, format: string): boolean =>
  args.text("format") === format || args.texts("out").some((value) => value.startsWith(`${format}=`));
