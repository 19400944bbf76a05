import { type Source, sourceOpener } from "../run/openSource.js";
import type { Arguments } from "./arguments.js";
import type { Io } from "./io.js";
import {
  type Attempt,
  attempt,
  obstructed,
  obstructions,
  type Problem,
  problemsOf,
  sourcedProblems,
  usageProblem,
} from "./problem.js";
import { showProgress } from "./showProgress.js";
import { sourceFlags } from "./sourceOptions.js";

/**
 * Loads each operand once, in the order given; a fault in one of them fails all.
 *
 * @param expand the sources that an operand is short for; @defaultValue itself
 */
export const loadSources = (
  args: Arguments,
  io: Io,
  expand: (spec: string) => readonly string[] = (spec) => [spec],
): Promise<Attempt<readonly Source[]>> => loadNamedSources(args.operands.flatMap(expand), args, io);

/** The same for sources that are not operands. */
export async function loadNamedSources(
  specs: readonly string[],
  args: Arguments,
  io: Io,
): Promise<Attempt<readonly Source[]>> {
  const wanted = [...new Set(specs)];
  if (wanted.filter((spec) => spec === "-" || spec.startsWith("-#")).length > 1) {
    return obstructed(usageProblem("standard input is named twice", "save it to a file and name that"));
  }
  const flags = sourceFlags(args);
  const hcl = args.text("hcl");
  const from = { ...flags, ...(hcl !== undefined && { hcl }) };
  const open = await sourceOpener({ ...from, stdin: io.stdin, cwd: io.cwd, run: io.run });
  // the form of the others is checked with the arguments
  if (!open.ok) return obstructions(problemsOf(flags.managed ?? "", open.diagnostics));
  const sources: Source[] = [];
  const problems: Problem[] = [];
  const progress = showProgress(args, io);
  for (const spec of wanted) {
    progress(`reading ${spec}`);
    const loaded = await open.value(spec);
    if (loaded.ok) sources.push(loaded.value);
    else for (const one of sourcedProblems(loaded.diagnostics)) problems.push(one);
  }
  return problems.length === 0 ? attempt(sources) : obstructions(problems);
}
