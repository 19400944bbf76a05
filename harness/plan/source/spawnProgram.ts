import type { RunProgram } from "./runProgram.js";

/** The JSON of a plan may be as large as a buffer can be. */
const maximumOutput = 2 ** 32;

/** Runs a program from the PATH, without a shell, with the environment of this process. */
export const spawnProgram: RunProgram = async ({ program, args, cwd }) => {
  // it takes as long to load as all that the command line loads at its start
  const { execFile } = await import("node:child_process");
  return new Promise((settle) => {
    const options = { cwd, encoding: "buffer", maxBuffer: maximumOutput, windowsHide: true } as const;
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      settle({ exit: exitOf(error), stdout, stderr: stderr.toString() });
    });
    // a question on the terminal would never be seen, nor answered
    child.stdin?.end();
  });
};

/** `code` is the exit code, or a word where the program did not even start. */
function exitOf(error: (Error & { readonly code?: string | number | null | undefined }) | null) {
  if (error === null) return 0;
  if (error.code === "ENOENT") return undefined;
  return typeof error.code === "number" ? error.code : 1;
}
