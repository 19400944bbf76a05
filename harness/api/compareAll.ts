import { type Result, success } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import { coversOf, type Lattice, type LatticePair } from "../run/compare/lattice.js";
import { defaultRuns, defaultSeed } from "../run/defaultSeed.js";
import { referenceFor } from "../run/referenceFor.js";
import { refuseOptions, searchRules } from "../run/refuseOptions.js";
import { compareTargets } from "./compareTargets.js";
import { latticePair } from "./latticePair.js";
import { singleTarget } from "./singleTarget.js";
import { loadedSources, type SourceInput } from "./sourceInput.js";

export interface CompareAllOptions {
  /** seed of the search, without a proof; @defaultValue 1 */
  readonly seed?: number;
  /** requests to try for each question, without a proof; @defaultValue 1000 */
  readonly runs?: number;
  /** the requests asked about: those that AWS could send, or any; @defaultValue `typed` */
  readonly universe?: "any" | "typed";
  /** called before each pair, to show progress; @defaultValue not called */
  readonly onPair?: (left: string, right: string) => void;
}

/**
 * Reports how what several sources allow relates, pair by pair, over all requests: their lattice. Costs two proofs for
 * each pair.
 *
 * Fails as `compare` does.
 *
 * @throws TypeError for an option that does not exist or cannot have its value
 * @example
 * ```ts
 * import { compareAll, loadSource } from "planproof";
 *
 * const names = ["BatchServiceRolePolicy@v6", "BatchServiceRolePolicy@v7", "BatchServiceRolePolicy@v8"];
 * const found = await compareAll(await Promise.all(names.map((name) => loadSource(`managed:${name}`))));
 * if (found.ok) console.log(found.value.covers.map(({ lower, upper }) => `${lower} lies within ${upper}`));
 * else console.error(found.diagnostics);
 * ```
 */
export async function compareAll(
  inputs: readonly SourceInput[],
  options: CompareAllOptions = {},
): Promise<Result<Lattice>> {
  refuseOptions("compareAll", options, { ...searchRules, onPair: "any" });
  const { seed = defaultSeed, runs = defaultRuns, universe = "typed", onPair } = options;
  const sources = loadedSources(inputs);
  if (!sources.ok) return sources;
  const targets: Target[] = [];
  for (const source of sources.value) {
    const target = singleTarget(source);
    if (!target.ok) return target;
    targets.push(target.value);
  }
  const pairs: LatticePair[] = [];
  for (const [index, left] of targets.entries())
    for (const right of targets.slice(index + 1)) {
      const names = { left: printAddress(left.address), right: printAddress(right.address) };
      onPair?.(names.left, names.right);
      const reference = await referenceFor([left, right], universe);
      pairs.push(latticePair(names, compareTargets(left, right, { seed, runs, universe, reference })));
    }
  const nodes = targets.map(({ address }) => printAddress(address));
  return success({ nodes, pairs, covers: coversOf(pairs) });
}
