import type { PolicySet } from "../../../policies/language/policySet.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { type SoakReport, soakFor } from "../../reference/soakFor.js";
import { type CheckedAnswer, checkClasses, checkJoined } from "./callers/checkCallers.js";
import { type CrossCheckOptions, crossCheck, type Pair } from "./crossCheck.js";
import { draws, generateCasePairs, generatePair } from "./generatedPairs.js";
import { Dice } from "./generatedPolicies.js";

/** Cross-checks the prover on generated pairs for so many minutes; the disagreement, if there is one. */
export async function soakProver(minutes: number, next: SoakReport["next"]): Promise<string | undefined> {
  const reference = await loadServiceReference(["s3", "kms", "sts", "ec2"]);
  const counts = { proved: 0, refuted: 0, undecided: 0 };
  const callers = { empty: 0, found: 0, undecided: 0 };
  const check = (pair: Pair, checks: CrossCheckOptions): string | undefined => {
    const { verdict, disagreement } = crossCheck(pair, checks);
    counts[verdict] += 1;
    return disagreement && `${disagreement}\n${describePair(pair)}`;
  };
  const round = (seed: number): string | undefined => {
    const found = firstOf(pairsOf(seed), (pair, at) =>
      check(pair, {
        certificates: at % 2 === 0,
        near: { seed: seed + at, runs: 60 },
        ...(at % 8 === 0 && { reference }),
      }),
    );
    const byCaller =
      found ??
      firstOf(callersOf(seed, reference), ({ kind, disagreement }) => {
        callers[kind] += 1;
        return disagreement;
      });
    return byCaller && `seed ${seed}: ${byCaller}`;
  };
  const soFar = () => {
    const { proved, refuted, undecided } = counts;
    const { empty, found, undecided: open } = callers;
    return (
      `${proved} proved, ${refuted} refuted, ${undecided} undecided; ` +
      `by caller ${empty} proved, ${found} refuted, ${open} undecided`
    );
  };
  const disagreement = soakFor(minutes, round, { soFar, next });
  process.stdout.write(`${soFar()}\n`);
  return disagreement;
}

/** Some two hundred pairs: forty of each kind, and those of twenty cases. */
function* pairsOf(seed: number): Generator<Pair> {
  for (const [at, [, draw]] of draws.entries()) {
    const dice = new Dice(seed + at);
    for (let count = 0; count < 40; count += 1) yield generatePair(dice, draw, 100);
  }
  yield* generateCasePairs(seed, 20);
}

/** Some eighty answers about classes of callers, and as many about one caller's joined sets; some typed. */
function* callersOf(seed: number, reference: ServiceReference): Generator<CheckedAnswer> {
  const dice = new Dice(seed ^ 0x5eed);
  for (let count = 0; count < 80; count += 1) {
    const checks = { certificates: count % 2 === 0, ...(count % 8 === 0 && { reference }) };
    if (count % 10 === 0) yield* checkClasses(dice, checks);
    yield checkJoined(dice, checks);
  }
}

function firstOf<T>(values: Iterable<T>, find: (value: T, at: number) => string | undefined) {
  let at = 0;
  for (const value of values) {
    const found = find(value, at);
    if (found !== undefined) return found;
    at += 1;
  }
  return undefined;
}

/** The pair, short enough to be read: who asks, and the documents as they were parsed. */
function describePair({ left, right, options }: Pair): string {
  const layers = (set: PolicySet) => JSON.stringify(set);
  return [JSON.stringify(options), layers(left), layers(right)].join("\n");
}
