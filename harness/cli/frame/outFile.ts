import { resolve } from "node:path";
import { didYouMean } from "../../../policies/text/nearestNames.js";
import { writeFileAtomic } from "../../corpus/writeFileAtomic.js";
import type { Command, CommandResult } from "../command.js";
import { type Attempt, attempt, obstructions, problemsOf, usageProblem } from "../problem.js";

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
