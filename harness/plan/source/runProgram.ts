/** A program, its arguments, and the directory it runs in. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** How a program ended, and its output. */
export interface ProgramEnd {
  /** undefined when the program does not exist */
  readonly exit: number | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Runs a program to its end; the one who has a process to run it in provides it. It never rejects. */
export type RunProgram = (call: ProgramCall) => Promise<ProgramEnd>;
