import { type Result, success } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import { defaultRuns, defaultSeed } from "../run/defaultSeed.js";
import { referenceFor } from "../run/referenceFor.js";
import { refuseOptions, searchRules } from "../run/refuseOptions.js";
import { type ComparedTargets, type CompareTargetsOptions, compareTargets } from "./compareTargets.js";
import { singleTarget } from "./singleTarget.js";
import { loadedSources, type SourceInput } from "./sourceInput.js";

export interface CompareSourcesOptions extends Pick<CompareTargetsOptions, "actions" | "now"> {
  /** seed of the search, where a proof is not found; @defaultValue 1 */
  readonly seed?: number;
  /** requests to try for each question, where a proof is not found; @defaultValue 1000 */
  readonly runs?: number;
  /** the requests asked about: those that AWS could send, or any; @defaultValue `typed` */
  readonly universe?: "any" | "typed";
}

/**
 * Reports how what two sources allow relates, over all requests, with a request for each difference. `subset`
 * means that the left side allows strictly less.
 *
 * Fails for a source that could not be read and for one that does not hold exactly one principal or policy;
 * narrow it with `#ADDRESS`.
 *
 * @throws TypeError for an option that does not exist or cannot have its value
 * @example
 * ```ts
 * import { compare, loadSource } from "planproof";
 *
 * const left = await loadSource("managed:BatchServiceRolePolicy@v6");
 * const right = await loadSource("managed:BatchServiceRolePolicy@v7");
 * const compared = await compare(left, right);
 * if (compared.ok) console.log(compared.value.relation, compared.value.rightOnly?.request.action);
 * else console.error(compared.diagnostics);
 * ```
 */
export async function compare(
  left: SourceInput,
  right: SourceInput,
  options: CompareSourcesOptions = {},
): Promise<Result<ComparedTargets>> {
  refuseOptions("compare", options, { ...searchRules, actions: "any", now: "any" });
  const { seed = defaultSeed, runs = defaultRuns, universe = "typed", ...more } = options;
  const sources = loadedSources([left, right]);
  if (!sources.ok) return sources;
  const [one, other] = sources.value.map(singleTarget) as [Result<Target>, Result<Target>];
  if (!one.ok) return one;
  if (!other.ok) return other;
  const reference = await referenceFor([one.value, other.value], universe);
  return success(compareTargets(one.value, other.value, { ...more, seed, runs, universe, reference }));
}
