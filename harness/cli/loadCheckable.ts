import type { Target } from "../../properties/target.js";
import type { LoadedSource } from "../plan/source/loadSource.js";
import { checkPreconditions } from "../run/checkPreconditions.js";
import type { Arguments } from "./arguments.js";
import type { Io } from "./io.js";
import { loadSources } from "./loadSources.js";
import { type Attempt, obstructions, problemsOf } from "./problem.js";

/**
 * Loads sources that must hold something to check, each of them.
 *
 * @param documentsOf those of a source that a property is asked of; default none
 */
export async function loadCheckable(
  args: Arguments,
  io: Io,
  documentsOf: (source: LoadedSource) => readonly Target[] = () => [],
): Promise<Attempt<readonly LoadedSource[]>> {
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  const problems = sources.value.flatMap((source) =>
    problemsOf(source.name, checkPreconditions(source, documentsOf(source))),
  );
  return problems.length === 0 ? sources : obstructions(problems);
}
