import type { LoadedSource } from "../plan/loadSource.js";
import { openSource } from "../run/openSource.js";
import type { Io } from "./io.js";
import { type Attempt, attempt, obstructed, type Problem, problemsOf, usageProblem } from "./problem.js";

/** Loads each source once, in the order given; what is wrong with any of them stands in the way of all. */
export async function loadSources(
  specs: readonly string[],
  io: Io,
): Promise<Attempt<readonly LoadedSource[]>> {
  const wanted = [...new Set(specs)];
  if (wanted.filter((spec) => spec === "-" || spec.startsWith("-#")).length > 1) {
    return obstructed(usageProblem("standard input is named twice", "save it to a file and name that"));
  }
  const sources: LoadedSource[] = [];
  const problems: Problem[] = [];
  for (const spec of wanted) {
    const loaded = await openSource(spec, { stdin: io.stdin, cwd: io.cwd, run: io.run });
    if (loaded.ok) sources.push(loaded.value);
    else problems.push(...problemsOf(spec, loaded.diagnostics));
  }
  return problems.length === 0 ? attempt(sources) : obstructed(...problems);
}
