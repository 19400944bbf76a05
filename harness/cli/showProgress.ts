import type { RunOptions } from "../run/run.js";
import type { Io } from "./io.js";

/** Counts the verdicts on one line of the terminal that explains, and wipes it at the end; silent elsewhere. */
export const showProgress =
  ({ stderr }: Io, quiet: boolean): NonNullable<RunOptions["onVerdict"]> =>
  (_, done, total) => {
    if (quiet || stderr.isTTY !== true) return;
    stderr.write(done < total ? `\rchecked ${done} of ${total}` : "\r\u001b[K");
  };
