import type { Target } from "../../properties/target.js";
import type { LoadedSource } from "../plan/source/loadSource.js";
import { type Attempt, attempt, obstructed } from "./problem.js";

/** The one target of a source, for questions that are about one. */
export function singleTarget({ name, targets }: LoadedSource): Attempt<Target> {
  const [target, ...others] = targets;
  if (target !== undefined && others.length === 0) return attempt(target);
  const few = targets.slice(0, 5).map(({ address }) => address);
  const hint =
    target === undefined
      ? "see `planproof extract SOURCE` for the policies it has"
      : `name one of them: ${few.join(", ")}${targets.length > few.length ? ", ..." : ""}`;
  const message =
    target === undefined ? "there is no principal in it" : `there are ${targets.length} principals in it`;
  return obstructed({
    source: name,
    diagnostic: { code: "not-one-target", severity: "error", message, hint },
  });
}
