/** A program, its arguments, and the directory it runs in. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** how long it may run, in seconds: it is killed then, with all that it started; @defaultValue for ever */
  readonly limit?: number;
}

/** How a program ended, and its output. */
export interface ProgramEnd {
  /** undefined when the program does not exist */
  readonly exit: number | undefined;
  /** true where it was killed, as it ran longer than its limit */
  readonly timedOut?: boolean;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Runs a program to its end; the one who has a process to run it in provides it. It never rejects. */
export type RunProgram = (call: ProgramCall) => Promise<ProgramEnd>;
