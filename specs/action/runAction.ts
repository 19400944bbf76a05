import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { absolute, readText } from "../house/repository.js";

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly name: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly "working-directory"?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** The action, as GitHub reads it. */
export const action = parse(readText("action.yml")) as Action;

/** What running the steps of the action resulted in. */
export interface ActionRun {
  /** the exit code of the first step that failed, else 0 */
  readonly exit: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** the other actions that are used, with what they are given */
  readonly used: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
}

export interface ActionOptions {
  /** a workspace with the plans */
  readonly workspace: string;
  /** an empty directory for what the runner keeps */
  readonly runner: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly event: object;
  /** where the fake of GitHub's API is */
  readonly api: string;
}

/** Runs the steps of the action as a runner does, with this checkout in place of the package of npm. */
export async function runAction(options: ActionOptions): Promise<ActionRun> {
  const { workspace, runner } = options;
  mkdirSync(join(runner, "bin"), { recursive: true });
  const files = {
    output: join(runner, "output"),
    summary: join(runner, "summary"),
    event: join(runner, "event"),
  };
  writeFileSync(files.event, JSON.stringify(options.event));
  writeFileSync(join(runner, "bin/npx"), npx, { mode: 0o755 });
  const env = {
    ...process.env,
    PATH: `${join(runner, "bin")}${delimiter}${process.env["PATH"]}`,
    GITHUB_ACTION_PATH: absolute("."),
    GITHUB_API_URL: options.api,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_OUTPUT: files.output,
    GITHUB_REPOSITORY: "octo/infra",
    GITHUB_RUN_ID: "42",
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_STEP_SUMMARY: files.summary,
    RUNNER_TEMP: runner,
  };
  let [exit, log] = [0, ""];
  const used: { uses: string; with: Record<string, string> }[] = [];
  for (const step of action.runs.steps) {
    const values = { ...options, outputs: readOutputs(files.output) };
    if (!isRun(step.if ?? "success()", exit, values)) continue;
    if (step.uses !== undefined) {
      used.push({ uses: step.uses, with: filledAll(step.with ?? {}, values) });
      continue;
    }
    const ended = await runStep(step.run!, {
      cwd: join(workspace, filled(step["working-directory"] ?? ".", values)),
      env: { ...env, ...filledAll(step.env ?? {}, values) },
    });
    log += ended.log;
    if (exit === 0) exit = ended.exit;
  }
  const summary = existsSync(files.summary) ? readFileSync(files.summary, "utf8") : "";
  return { exit, log, summary, outputs: readOutputs(files.output), used };
}

/** `npx [--yes|--no-install] planproof@VERSION ARGUMENT...` */
const npx = `#!/bin/sh
echo "npx $1 $2"
shift 2
exec ${JSON.stringify(process.execPath)} --import ${JSON.stringify(import.meta.resolve("tsx"))} ${JSON.stringify(absolute("harness/cli/frame/main.ts"))} "$@"
`;

interface Values extends Pick<ActionOptions, "inputs"> {
  readonly outputs: Readonly<Record<string, string>>;
}

/** The value of `inputs.x`, `steps.check.outputs.x` or `github.token`. */
function contextValue(name: string, { inputs, outputs }: Values): string {
  const [, input] = /^inputs\.([\w-]+)$/.exec(name) ?? [];
  const [, output] = /^steps\.check\.outputs\.([\w-]+)$/.exec(name) ?? [];
  if (input !== undefined) {
    const declared = action.inputs[input];
    if (declared === undefined) throw new Error(`there is no input ${input}`);
    return filled(inputs[input] ?? declared.default ?? "", { inputs, outputs });
  }
  if (output !== undefined) return outputs[output] ?? "";
  if (name === "github.token") return "the-token";
  throw new Error(`${name} is unknown`);
}

const filled = (text: string, values: Values): string =>
  text.replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, name: string) => contextValue(name, values));

const filledAll = (texts: Readonly<Record<string, unknown>>, values: Values): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(String(text), values)]));

/** A condition is a list of comparisons; without `always()` a step is run after success alone. */
function isRun(condition: string, exit: number, values: Values): boolean {
  const parts = condition.split("&&").map((part) => part.trim());
  if (!parts.includes("always()") && exit !== 0) return false;
  return parts.every((part) => {
    const [, name, operator, wanted] = /^([\w.-]+) (==|!=) '(.*)'$/.exec(part) ?? [];
    if (name === undefined) return part === "always()" || part === "success()";
    return (contextValue(name, values) === wanted) === (operator === "==");
  });
}

const readOutputs = (path: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (existsSync(path) ? readFileSync(path, "utf8") : "")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

function runStep(
  script: string,
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly exit: number; readonly log: string }> {
  return new Promise((settle, fail) => {
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], options);
    let log = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (log += String(chunk)));
    child.on("error", fail);
    child.on("close", (code) => settle({ exit: code ?? 1, log }));
  });
}
