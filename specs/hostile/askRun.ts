import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseHcl } from "../../harness/plan/hcl/parseHcl.js";
import type { RunProgram } from "../../harness/plan/source/runProgram.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { ask } from "../harness/cli/ask.js";
import type { HostileRun } from "./hostileRun.js";

/** What a run of the command line came to. */
export interface HostileAnswer {
  /** undefined where it did not answer within {@link patience} */
  readonly exit: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** seconds of CPU, of all threads */
  readonly cpu: number;
}

/** Milliseconds after which a promise is taken to be lost: on a busy machine a second of CPU may take a minute. */
const patience = 600_000;

// Reading the service data from the sources, and compiling the HCL parser, take a second or two each for any
// input: no run is charged for them. A parser that failed in the run before is started anew.
let reference: Promise<unknown> | undefined;
const loaded = (): Promise<unknown> => {
  reference ??= loadServiceReference();
  return Promise.all([reference, parseHcl("started = true")]);
};

/** Asks in this process: as the command line does, but without the start of a process. */
export const askRun = (run: HostileRun): Promise<HostileAnswer> =>
  inFolder(run, async (cwd) => {
    await loaded();
    const start = process.cpuUsage();
    const timer = new AbortController();
    const lost = setTimeout(patience, undefined, { signal: timer.signal }).catch(() => undefined);
    const asked = await Promise.race([ask(run.argv, { cwd, run: terraform(run) }), lost]);
    timer.abort();
    const { user, system } = process.cpuUsage(start);
    const { exit, stdout, stderr } = asked ?? { exit: undefined, stdout: "", stderr: "" };
    return { exit, stdout, stderr, cpu: (user + system) / 1e6 };
  });

const main = fileURLToPath(new URL("../../harness/cli/frame/main.ts", import.meta.url));

/** Asks in a separate process, whose heap may not grow beyond 1 GB and which finds no terraform. */
export const spawnRun = (run: HostileRun): Promise<HostileAnswer> =>
  inFolder(run, async (cwd) => {
    const node = ["--max-old-space-size=1000", "--import", import.meta.resolve("tsx"), main];
    const env = { ...process.env, PATH: "", NO_COLOR: "1" };
    const ended = spawnSync(process.execPath, [...node, ...run.argv], {
      cwd,
      env,
      timeout: patience,
      input: "",
    });
    const { status, stdout, stderr } = ended;
    return { exit: status ?? undefined, stdout: String(stdout), stderr: String(stderr), cpu: 0 };
  });

const terraform =
  ({ shown, canary = "" }: HostileRun): RunProgram =>
  async () =>
    shown === undefined
      ? { exit: undefined, stdout: new Uint8Array(), stderr: "" }
      : { exit: 0, stdout: Buffer.from(shown), stderr: canary };

/** Makes a folder with the files of a run, for as long as something is done in it. */
async function inFolder<T>(run: HostileRun, act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "planproof-hostile-"));
  try {
    writeRun(run, folder);
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes the files of a run into a folder. */
export function writeRun({ files }: HostileRun, folder: string): void {
  for (const [name, content] of Object.entries(files)) {
    const path = resolve(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
