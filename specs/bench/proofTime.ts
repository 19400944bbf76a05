import type { PolicySet } from "../../policies/language/policySet.js";
import { prove } from "../../policies/prove/prove.js";
import { proverFor } from "../../policies/prove/question/prover.js";
import type { Question } from "../smt/question.js";

/** What is made of a policy set before each round. */
export type Copy = (policies: PolicySet) => PolicySet;

/** Documents that are parsed, and that no prover has ever seen. */
export const newDocuments: Copy = structuredClone;

/** Policy sets that a prover has never seen, of documents whose statements it has translated before. */
export const knownDocuments: Copy = ({ identity }) => ({ identity });

/** Milliseconds of the median of `rounds` proofs by one prover; what they are about is copied beforehand. */
export function proofTime({ left, right }: Question, rounds: number, copy: Copy = newDocuments): number {
  const copies = Array.from({ length: rounds }, () => [copy(left), copy(right)] as const);
  const prover = proverFor();
  return quantile(
    copies.map(([one, other]) => {
      const started = performance.now();
      prove(one, other, prover);
      return performance.now() - started;
    }),
    0.5,
  );
}

/** The least value that a share of all values does not exceed: 0 gives the least, 0.5 the median, 1 the greatest. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
}
