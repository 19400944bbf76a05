import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";
import type { ProgramEnd, RunProgram } from "./runProgram.js";

/** Runs a program from the PATH, without a shell, with the environment of this process. */
export const spawnProgram: RunProgram = async ({ program, args, cwd, limit }) => {
  // it takes as long to load as all that the command line loads at its start
  const { spawn, spawnSync } = await import("node:child_process");
  return new Promise((resolve) => {
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    const child = spawn(program, args, {
      cwd,
      windowsHide: true,
      // a question on the terminal would never be seen, nor answered
      stdio: ["ignore", "pipe", "pipe"],
      // a group of processes, so that what it started is killed with it
      detached: limit !== undefined,
    });
    const end = (exit: number | undefined, more: Partial<ProgramEnd> = {}): void => {
      watch?.stop();
      resolve({ exit, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString(), ...more });
    };
    const kill = (): void => {
      if (isWindows) spawnSync("taskkill", ["/PID", String(child.pid), "/T", "/F"]);
      else killGroup(child);
    };
    const timedOut = (): void => {
      // what it started may have left the group, and would keep these from their end
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
      end(undefined, { timedOut: true });
    };
    const watch = limit === undefined ? undefined : killAfter(limit, kill, timedOut);
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error: NodeJS.ErrnoException) => end(error.code === "ENOENT" ? undefined : 1));
    child.on("close", (code, signal) => end(code ?? 128 + constants.signals[signal!]));
  });
};

const isWindows = process.platform === "win32";

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // it ended meanwhile
  }
}

/** Kills after some seconds, or when this process is interrupted: a group does not get what the terminal sends. */
function killAfter(seconds: number, kill: () => void, timedOut: () => void): { readonly stop: () => void } {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const interrupted = (signal: NodeJS.Signals): void => {
    stop();
    kill();
    process.kill(process.pid, signal);
  };
  const timer = setTimeout(() => {
    stop();
    kill();
    timedOut();
  }, seconds * 1000);
  const stop = (): void => {
    clearTimeout(timer);
    for (const signal of signals) process.off(signal, interrupted);
  };
  for (const signal of signals) process.prependListener(signal, interrupted);
  return { stop };
}
