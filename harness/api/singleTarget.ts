import { failure, type Result, success } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import type { Source } from "../run/openSource.js";

/** The one target of a source, for questions about one; fails for a source with none or with several. */
export function singleTarget({ name, targets }: Pick<Source, "name" | "targets">): Result<Target> {
  const [target, ...others] = targets;
  if (target !== undefined && others.length === 0) return success(target);
  const few = targets.slice(0, 5).map(({ address }) => printAddress(address));
  const hint =
    target === undefined
      ? "see `planproof extract SOURCE` for the policies it has"
      : `name one of them: ${few.join(", ")}${targets.length > few.length ? ", ..." : ""}`;
  const message =
    target === undefined ? "it contains no principal" : `it contains ${targets.length} principals`;
  return failure({ code: "not-one-target", severity: "error", message, hint, source: name });
}
