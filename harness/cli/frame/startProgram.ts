import type { StartProgram } from "../io.js";

/** How long a program may take to fail, in milliseconds: an opener that has nothing to open with ends at once. */
const patience = 1500;

/** Starts a program from the PATH that goes on after this process. */
export const startProgram: StartProgram = async (program, args) => {
  const { spawn } = await import("node:child_process");
  return new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: "ignore", windowsHide: true });
    const timer = setTimeout(() => resolve(undefined), patience);
    const end = (failure: string | undefined): void => {
      clearTimeout(timer);
      resolve(failure);
    };
    child.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    child.on("exit", (code) => end(code === 0 ? undefined : `exit code ${code}`));
    child.unref();
  });
};
