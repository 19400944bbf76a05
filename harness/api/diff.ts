import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import type { Diff } from "../run/diff/diff.js";
import { diffTargets } from "../run/diff/diffTargets.js";
import { ofOnePlan, ofTwoSources } from "../run/diff/pairTargets.js";
import type { Source } from "../run/openSource.js";
import { referenceFor } from "../run/referenceFor.js";
import { refuseOptions, searchRules } from "../run/refuseOptions.js";
import { loadedSources, type SourceInput } from "./sourceInput.js";

export interface DiffOptions {
  /** the requests asked about: those that AWS could send, or any; @defaultValue `typed` */
  readonly universe?: "any" | "typed";
  /** called before each principal, to show progress; @defaultValue not called */
  readonly onTarget?: (address: string, index: number, total: number) => void;
}

/**
 * Lists the access that is added and removed, for each principal: between two sources, or by the change of one
 * plan. Principals of two sources are paired by their address after the file; the only ones of both are a pair.
 *
 * Fails for a source that could not be read, for a single source that is not a plan, and where no principal holds
 * a policy.
 *
 * @throws TypeError for an option that does not exist or cannot have its value
 * @example
 * ```ts
 * import { diff, loadSource } from "planproof";
 *
 * const before = await loadSource("managed:BatchServiceRolePolicy@v7");
 * const after = await loadSource("managed:BatchServiceRolePolicy@v8");
 * const changed = await diff(before, after);
 * if (changed.ok) for (const { change, actions } of changed.value.changes) console.log(change, actions);
 * else console.error(changed.diagnostics);
 * ```
 */
export async function diff(
  before: SourceInput,
  after?: SourceInput,
  options: DiffOptions = {},
): Promise<Result<Diff>> {
  refuseOptions("diff", options, { universe: searchRules.universe, onTarget: "any" });
  const { universe = "typed", onTarget } = options;
  const sources = loadedSources(after === undefined ? [before] : [before, after]);
  if (!sources.ok) return sources;
  const [first, second] = sources.value as readonly [Source, Source?];
  const { earlier } = first.extraction;
  if (second === undefined && (first.kind !== "plan" || earlier === undefined)) return failure(noBefore);
  const gone = second === undefined ? [...earlier!.gone, ...(earlier!.goneResources ?? [])] : [];
  const targets = [...new Set(sources.value.flatMap(changing)), ...gone];
  if (targets.some(({ policies }) => policies.resource !== undefined)) return failure(ofResource);
  const sides =
    second === undefined ? ofOnePlan(changing(first), gone) : ofTwoSources(named(first), named(second));
  if (sides.length === 0) return failure(noPrincipal);
  // an action that a pattern matches is reported by name in either universe
  const reference = await referenceFor(targets, "typed");
  return success(
    diffTargets(sides, { reference, universe }, ({ target }, index) =>
      onTarget?.(target, index, sides.length),
    ),
  );
}

/** Principals and resources alike. */
const changing = ({ targets, resources }: Source) => [...targets, ...resources];

const named = (source: Source) => ({ spec: source.name, targets: changing(source) });

const usage = (message: string, hint: string): Diagnostic => ({
  code: "usage",
  severity: "error",
  message,
  hint,
});

const noBefore = usage(
  "`diff` with one operand needs a plan, which has a before and an after",
  "name two sources: planproof diff BEFORE AFTER",
);

const ofResource = usage(
  "it is the policy of a resource, and `diff` is about principals",
  "planproof compare LEFT RIGHT reports how two policies of resources relate",
);

const noPrincipal = usage(
  "no role, user or group in it holds a policy, so there is nothing to compare",
  "see `planproof extract SOURCE`",
);
