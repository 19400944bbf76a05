import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { isInShard, type Shard } from "../run/shards/shard.js";
import { candidates, singleStatements, statementKey } from "./candidates.js";
import { chooseCases } from "./chooseCases.js";
import type { CorpusTarget } from "./corpusTargets.js";
import { type GeneratedCases, joinCases, type MadeCases, madeCases, madeElsewhere } from "./madeCases.js";

export interface CasesNearOptions {
  readonly seed: number;
  /** cases in all, at most */
  readonly size: number;
  readonly reference: ServiceReference;
  /** make cases of the targets of one shard alone; @defaultValue of all */
  readonly shard?: Shard;
}

/**
 * Samples cases near the policies of some targets, allowed ones and near misses, with the decisions of today.
 *
 * Deterministic in targets, seed and size. The size is shared out evenly among the targets; a target with
 * holes is the caller's to leave out, as no decision about it is certain.
 */
export function casesNear(targets: readonly CorpusTarget[], options: CasesNearOptions): GeneratedCases {
  const shares = share(options.size, targets.length);
  return joinCases(
    targets.map((one, index): MadeCases => {
      if (!isInShard(options.shard, one.name)) return madeElsewhere(one);
      const { principal, policies } = one.target;
      const size = shares[index]!;
      const chosen = chooseCases(candidates(one.target, { ...options, size }), size);
      const deciding = new Set(chosen.flatMap(({ explanation }) => explanation.statements.map(statementKey)));
      const statements = singleStatements(policies);
      return {
        target: { name: one.name, principal, policies },
        cases: madeCases(one, chosen, { seed: options.seed }),
        statements: statements.length,
        matched: statements.filter(({ key }) => deciding.has(key)).length,
      };
    }),
  );
}

/** Parts that differ by one at most, the larger ones first. */
const share = (size: number, parts: number): readonly number[] =>
  Array.from({ length: parts }, (_, index) => Math.floor(size / parts) + Number(index < size % parts));
