import type { RunProgram } from "../plan/source/runProgram.js";

/** Where output goes. */
export interface Sink {
  /** returns false, or throws nothing, when the output is no longer read */
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean | undefined;
  /** how wide a terminal is */
  readonly columns?: number | undefined;
}

/**
 * Starts a program that goes on after this process, without a shell. Resolves to why it did not start or soon failed,
 * such as `ENOENT`; to undefined where it started. It never rejects.
 */
export type StartProgram = (program: string, args: readonly string[]) => Promise<string | undefined>;

/** Everything the command line touches of the process around it, so that a spec can replace it. */
export interface Io {
  /** the bytes of standard input, read at most once and only when asked for */
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** the directory that relative paths start from */
  readonly cwd: string;
  /** milliseconds from some fixed point */
  readonly now: () => number;
  /** runs another program, such as terraform */
  readonly run: RunProgram;
  /** starts another program, such as a browser, and leaves it running */
  readonly start: StartProgram;
  /** as `process.platform` has it */
  readonly platform: string;
}
