import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Diagnostic, Result } from "../../../policies/text/diagnostic.js";
import { errorCode, unwritableFile } from "../../corpus/unwritableFile.js";
import { readInput } from "../../plan/input/readInput.js";
import type { Input } from "../../plan/resources/input.js";
import { isZip, readBinaryPlan } from "../../plan/source/readBinaryPlan.js";
import { readSource } from "../../plan/source/readSource.js";
import { redactPlan, redactState } from "../../redact/redactPlan.js";
import { escapeControls } from "../../report/escapeControls.js";
import { printJson } from "../../report/printJson.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { type Attempt, attempt, obstructions, problemsOf } from "../problem.js";

/** `planproof redact`: a plan or state that is fit to commit. */
export const redactCommand: CommandBody = {
  fewest: 1,
  details:
    "planproof redact plan.json --out fixtures/plan.json\n" +
    "PLAN is a plan or state: JSON, a binary plan, or `-`. Names and tags are kept: read the result before you commit it.",
  formats: ["human", "json"],
  options: {
    out: { value: "FILE", help: "the file to write, which must not exist; default standard output" },
  },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const [place = ""] = args.operands;
  const read = await readPlan(place, io);
  if (!read.ok) return obstructions(problemsOf(place, read.diagnostics));
  const input = read.value;
  if (input.kind !== "plan" && input.kind !== "state")
    return obstructions(problemsOf(place, [notAPlan(place)]));
  const text = printJson(input.kind === "plan" ? redactPlan(input.plan) : redactState(input.state));
  const problems = problemsOf(place, read.diagnostics);
  const out = args.text("out");
  if (out === undefined) return attempt({ exit: exitCodes.holds, problems, render: () => text });
  const refused = writeNew(out, text, io);
  if (refused !== undefined) return obstructions(problemsOf(out, [refused]));
  return attempt({
    exit: exitCodes.holds,
    problems,
    render: (format) => (format === "json" ? printJson([out]) : `wrote ${escapeControls(out)}\n`),
  });
}

async function readPlan(place: string, { stdin, cwd, run }: Io): Promise<Result<Input>> {
  const bytes = await readSource(place, { stdin, cwd });
  if (!bytes.ok) return bytes;
  return isZip(bytes.value)
    ? readBinaryPlan(bytes.value, place, { cwd, run })
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

const existing = (out: string): Diagnostic => ({
  code: "file-exists",
  severity: "error",
  message: `\`${out}\` exists, and is not overwritten`,
  hint: "name another file with `--out`, or remove this one first",
});
