import type { HostileAnswer } from "./askRun.js";
import type { HostileRun } from "./hostileRun.js";

/** What is wrong with the answer to a run, in one sentence; undefined where it keeps every promise. */
export function findBreach(run: HostileRun, answer: HostileAnswer): string | undefined {
  const { exit, stdout, stderr, cpu } = answer;
  const output = (run.argv.includes("github") ? stdout.replace(annotation, "") : stdout) + stderr;
  if (exit === undefined) return "it did not answer within ten minutes";
  if (exit < 0 || exit > 3) return `it ended with exit code ${exit}: ${stderr.slice(0, 300)}`;
  if (fall.test(output)) return `it speaks of code of planproof: ${fall.exec(output)![0]}`;
  if (run.canary !== undefined && output.includes(run.canary)) return "a secret is in the output";
  if (acting.test(output)) return `the output holds what acts in a terminal or a log: ${nearby(output)}`;
  if (cpu > 2 && sizeOf(run) < 64 * 1024) return `it took ${cpu.toFixed(1)} s of CPU`;
  return isJson(run) ? brokenJson(run, answer) : exit === 2 ? unhelpful(stderr) : undefined;
}

/** What JavaScript says where something fell over. */
const fall =
  /\n\s+at \S+ \(|node:internal|\b(?:Type|Range|Syntax)Error\b|is not a function|\[object Object\]/;

const acting = /[^\P{C}\n\p{Cn}\p{Co}]|[\p{Zl}\p{Zp}]|##\w*\[|^\s*::/mu;

/** What `--format github` is for: a command in the one form that it writes. */
const annotation = /^::(?:error|warning|notice) (?:file=[^,:\n]*,line=\d+,)?title=[^,:\n]*::/gm;

const nearby = (output: string): string =>
  JSON.stringify(output.slice(Math.max(0, output.search(acting) - 40), output.search(acting) + 20));

const sizeOf = ({ files, shown = "" }: HostileRun): number =>
  Object.values(files).reduce((sum, content) => sum + content.length, shown.length);

const isJson = ({ argv }: HostileRun): boolean =>
  argv.some((word, index) => word === "--format=json" || (word === "json" && argv[index - 1] === "--format"));

/** Of `--format human`: where, what, and what to do, on two lines. */
const unhelpful = (stderr: string): string | undefined =>
  /^usage|(?:^|\n)\S.*: error: \S.*\n {2}\S/.test(stderr)
    ? undefined
    : `exit code 2 without a hint: ${stderr.slice(0, 300)}`;

function brokenJson({ argv }: HostileRun, { exit, stdout }: HostileAnswer): string | undefined {
  const whole = parse(stdout);
  const lines = argv.includes("--pairs") ? stdout.trimEnd().split("\n").map(parse) : [undefined];
  const values = whole === undefined ? lines : [whole];
  if (values.includes(undefined)) return `stdout is not one JSON document: ${stdout.slice(0, 200)}`;
  const errors = values.flatMap((value) => (isObject(value) && "error" in value ? [value["error"]] : []));
  if (errors.length === 0) return exit === 2 ? "exit code 2 without an `error`" : undefined;
  return errors.every(isHelpful) ? undefined : `an error that does not help: ${JSON.stringify(errors)}`;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const isHelpful = (error: unknown): boolean =>
  isObject(error) &&
  [error["code"], error["message"], error["hint"]].every(isText) &&
  (ofOptions.has(error["code"]) || isText(error["source"]));

/** The codes of what is wrong with the options alone, which no source is to blame for. */
const ofOptions: ReadonlySet<unknown> = new Set(["usage", "unknown-property", "parameter"]);

const isText = (value: unknown): boolean => typeof value === "string" && /\S/.test(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
