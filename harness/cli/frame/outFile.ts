import { appendFileSync } from "node:fs";
import { resolve } from "node:path";
import { didYouMean } from "../../../policies/text/nearestNames.js";
import { writeFileAtomic } from "../../corpus/writeFileAtomic.js";
import type { Command, CommandResult } from "../command.js";
import type { Io } from "../io.js";
import { type Attempt, attempt, obstructed, obstructions, problemsOf, usageProblem } from "../problem.js";

/** A further place for an answer. */
export interface OutFile {
  readonly format: string;
  readonly path: string;
}

/** Reads the values of `--out FORMAT=PATH`. */
export function readOutFiles(command: Command, values: readonly string[]): Attempt<readonly OutFile[]> {
  const files = values.map((value) => {
    const at = value.indexOf("=");
    return { value, format: value.slice(0, Math.max(0, at)), path: value.slice(at + 1) };
  });
  const problems = files.flatMap(({ value, format, path }) => {
    if (format === "" || path === "") {
      return [
        usageProblem(`\`--out\` cannot be \`${value}\``, "write it as FORMAT=PATH, such as json=report.json"),
      ];
    }
    if (command.formats.includes(format)) return [];
    return [usageProblem(`unknown format \`${format}\``, didYouMean(format, command.formats))];
  });
  return problems.length === 0 ? attempt(files) : obstructions(problems);
}

/** Writes an answer to each file, whole and without colours. */
export function writeOutFiles(answer: CommandResult, files: readonly OutFile[], cwd: string): Attempt<void> {
  const problems = files.flatMap(({ format, path }) => {
    const written = writeFileAtomic(
      resolve(cwd, path),
      answer.render(format, { colour: false, quiet: false }),
    );
    return problemsOf(path, written.ok ? [] : written.diagnostics);
  });
  return problems.length === 0 ? attempt(undefined) : obstructions(problems);
}

/**
 * Appends the answer in Markdown to the summary of the step, where GitHub Actions runs it; several commands of a step
 * share that file.
 *
 * Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
 */
export function appendStepSummary(answer: CommandResult, { env, cwd }: Io): Attempt<void> {
  const path = env["GITHUB_STEP_SUMMARY"] ?? "";
  if (path === "") return attempt(undefined);
  try {
    appendFileSync(resolve(cwd, path), answer.render("markdown", { colour: false, quiet: false }));
    return attempt(undefined);
  } catch (thrown) {
    const { code = "" } = thrown as NodeJS.ErrnoException;
    return obstructed(
      usageProblem(
        `the step summary \`${path}\` cannot be written (${code})`,
        "unset GITHUB_STEP_SUMMARY, or let it name a file that can be written",
      ),
    );
  }
}
