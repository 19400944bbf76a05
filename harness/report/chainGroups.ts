import type { Verdict } from "../run/report.js";

/** A verdict, and those whose chains end with the same step. */
export interface ChainGroup {
  /** the one with the shortest chain */
  readonly first: Verdict;
  readonly others: readonly Verdict[];
}

/** Refuted verdicts, with those together whose chains share the last step; one without a chain is alone. */
export function chainGroups(verdicts: readonly Verdict[]): readonly ChainGroup[] {
  const groups = new Map<unknown, Verdict[]>();
  for (const verdict of verdicts) {
    const key = lastStep(verdict) ?? verdict;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [verdict]);
    else group.push(verdict);
  }
  return [...groups.values()].map((group) => {
    const [first, ...others] = group.toSorted((one, other) => lengthOf(one) - lengthOf(other));
    return { first: first!, others };
  });
}

function lastStep({ property, severity, outcome, target }: Verdict): string | undefined {
  if (outcome.verdict !== "refuted" || outcome.chain === undefined || outcome.chains !== undefined)
    return undefined;
  const { from, to, step, via } = outcome.chain.hops.at(-1)!;
  const [source] = target.split("#", 1);
  return JSON.stringify([property, severity, source, from, to, step, via]);
}

const lengthOf = ({ outcome }: Verdict): number =>
  outcome.verdict === "refuted" ? (outcome.chain?.hops.length ?? 0) : 0;
