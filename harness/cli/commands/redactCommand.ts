import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Diagnostic, failure, type Result } from "../../../policies/text/diagnostic.js";
import { errorCode, unwritableFile } from "../../corpus/unwritableFile.js";
import { readInput } from "../../plan/input/readInput.js";
import type { Input } from "../../plan/resources/input.js";
import { isZip, readBinaryPlan } from "../../plan/source/readBinaryPlan.js";
import { exists, isDirectory, readSource } from "../../plan/source/readSource.js";
import { type SplitSource, splitSource } from "../../plan/source/splitSource.js";
import { redactPlan, redactState } from "../../redact/redactPlan.js";
import { escapeControls } from "../../report/escapeControls.js";
import { printJson } from "../../report/printJson.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { type Attempt, attempt, obstructions, problemsOf } from "../problem.js";
import { sourceOptions } from "../sourceOptions.js";
import { redactionProblems } from "./redactionProblems.js";

/** `planproof redact`: a plan or state that is fit to commit. */
export const redactCommand: CommandBody = {
  fewest: 1,
  details:
    "planproof redact plan.json --out fixtures/plan.json\n" +
    "PLAN is a plan or state: JSON, a binary plan, or `-`. Names and tags are kept: read the result before you commit it.",
  formats: ["human", "json"],
  options: {
    out: { value: "FILE", help: "the file to write, which must not exist; default standard output" },
    chdir: sourceOptions["chdir"]!,
  },
  configured: "options",
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const [place = ""] = args.operands;
  const read = await readPlan(place, args.text("chdir"), io);
  if (!read.ok) return obstructions(problemsOf(place, read.diagnostics));
  const input = read.value;
  if (input.kind !== "plan" && input.kind !== "state")
    return obstructions(problemsOf(place, [notAPlan(place)]));
  const redacted = input.kind === "plan" ? redactPlan(input.plan) : redactState(input.state);
  const text = printJson(redacted.json);
  const hasFiles = input.kind === "plan" && input.files !== undefined;
  const problems = problemsOf(place, [...read.diagnostics, ...redactionProblems({ ...redacted, hasFiles })]);
  const out = args.text("out");
  const refused = out === undefined ? undefined : writeNew(out, text, io);
  if (refused !== undefined) return obstructions(problemsOf(out!, [refused]));
  if (!args.has("quiet")) io.stderr.write(accountList(redacted.accounts));
  const wrote = (format: string): string =>
    format === "json" ? printJson([out]) : `wrote ${escapeControls(out!)}\n`;
  return attempt({
    exit: exitCodes.holds,
    problems,
    render: (format) => (out === undefined ? text : wrote(format)),
  });
}

/** So that a verdict about the copy can be read; the copy itself does not say it. */
const accountList = (accounts: ReadonlyMap<string, string>): string =>
  [...accounts].map(([account, example]) => `account ${account} is ${example} in the copy\n`).join("");

async function readPlan(
  place: string,
  chdir: string | undefined,
  { stdin, cwd, run }: Io,
): Promise<Result<Input>> {
  const bytes = await readSource(place, { stdin, cwd });
  if (!bytes.ok) {
    const [{ place: whole }] = splitSource(place) as [SplitSource];
    const isPart = whole !== place && (await exists(whole, { cwd }));
    const isOther = place.startsWith("managed:") || (await isDirectory(place, { cwd }));
    return isPart ? failure(notWhole(place, whole)) : isOther ? failure(notAPlan(place)) : bytes;
  }
  return isZip(bytes.value)
    ? readBinaryPlan(bytes.value, place, { cwd, run, ...(chdir !== undefined && { chdir }) })
    : readInput(bytes.value, place === "-" ? "stdin" : place);
}

function writeNew(out: string, text: string, { cwd }: Io): Diagnostic | undefined {
  try {
    writeFileSync(resolve(cwd, out), text, { flag: "wx" });
    return undefined;
  } catch (thrown) {
    const code = errorCode(thrown);
    return code === "EEXIST" ? existing(out) : unwritableFile(code);
  }
}

const notAPlan = (place: string): Diagnostic => ({
  code: "not-a-plan",
  severity: "error",
  message: `\`${place}\` is not a plan or state`,
  hint: "give the output of `terraform show -json`; a policy document or configuration is committed as it is",
});

const notWhole = (place: string, whole: string): Diagnostic => ({
  code: "not-whole",
  severity: "error",
  message: `\`${place}\` is a part of a plan, and a plan is redacted as a whole`,
  hint: `give \`${whole}\``,
});

const existing = (out: string): Diagnostic => ({
  code: "file-exists",
  severity: "error",
  message: `\`${out}\` exists, and is not overwritten`,
  hint: "name another file with `--out`, or remove this one first",
});
