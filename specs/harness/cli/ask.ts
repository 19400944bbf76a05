import { fileURLToPath } from "node:url";
import type { ExitCode } from "../../../harness/cli/exitCode.js";
import { planproof } from "../../../harness/cli/frame/planproof.js";
import type { Io } from "../../../harness/cli/io.js";

/** Where the specs' plans are, as every question names them. */
export const cwd = fileURLToPath(new URL("../../fixtures/batch-plan", import.meta.url));

export interface Asked {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Asks the command line in this process; the clock ticks once a look. */
export async function ask(
  argv: readonly string[],
  more: Partial<Io> & { input?: string } = {},
): Promise<Asked> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  let ticks = 0;
  const exit = await planproof(argv, {
    stdin: bytes(more.input ?? ""),
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
    env: {},
    cwd,
    now: () => {
      ticks += 1;
      return ticks;
    },
    run: async () => ({ exit: undefined, stdout: new Uint8Array(), stderr: "" }),
    start: async () => "ENOENT",
    platform: "linux",
    ...more,
  });
  return { exit, stdout: stdout.join(""), stderr: stderr.join("") };
}

/** The one JSON document that stdout must hold. */
export async function askJson<T>(argv: readonly string[], more: Parameters<typeof ask>[1] = {}) {
  const { exit, stdout, stderr } = await ask([...argv, "--format", "json"], more);
  return { exit, stderr, value: JSON.parse(stdout) as T };
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
