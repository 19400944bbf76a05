import { escapeControls } from "../report/escapeControls.js";
import type { Paint } from "../report/paint.js";
import type { Problem } from "./problem.js";

/** Of many problems the later ones are often consequences of the first. */
const most = 10;

/** Problems for the terminal: where, what, and what to do, two lines each; of many, the first. */
export function printProblems(problems: readonly Problem[], paint: Paint): string {
  const more = problems.length - most;
  const shown = more > 0 ? problems.slice(0, most) : problems;
  const rest = more > 0 ? `... and ${more} more; \`--format json\` lists all of them\n` : "";
  return shown.map((problem) => printProblem(problem, paint)).join("") + rest;
}

function printProblem({ source, diagnostic }: Problem, paint: Paint): string {
  const { message, hint, position, severity, pointer } = diagnostic;
  const place = position === undefined ? (pointer ?? "") : `${position.line}:${position.column}`;
  const where = [nameOf(source), ...(place === "" ? [] : [place])].map(escapeControls).join(":");
  const word = severity === "error" ? paint("red", "error") : paint("yellow", "warning");
  return `${where}: ${word}: ${escapeControls(message)}\n  ${escapeControls(hint)}\n`;
}

/** A name with blanks at an end, or of blanks alone, could not be seen without its quotes. */
const nameOf = (source = "planproof"): string =>
  source.trim() === source && source !== "" ? source : JSON.stringify(source);

/** The `error` of CLI.md for the first problem; the others, if any, follow under `more`. */
export function problemsJson([first, ...others]: readonly Problem[]) {
  if (first === undefined) return {};
  return { error: { ...problemJson(first), ...(others.length > 0 && { more: others.map(problemJson) }) } };
}

const problemJson = ({ source, diagnostic: { code, message, position, hint } }: Problem) => ({
  code,
  message,
  source: source ?? null,
  line: position?.line ?? null,
  column: position?.column ?? null,
  hint,
});
