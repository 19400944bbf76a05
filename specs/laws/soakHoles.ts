import fc from "fast-check";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { type SoakReport, soakFor } from "../reference/soakFor.js";
import { brokenPromise } from "./brokenPromise.js";
import { type Checking, emptyTally } from "./checking.js";
import { drawnPlan } from "./drawnPlan.js";
import { smallReference } from "./smallReference.js";

/** Fills drawn plans for so many minutes, and says what was said of one and turns out to be wrong. */
export async function soakHoles(minutes: number, next: SoakReport["next"]): Promise<string | undefined> {
  const reference = smallReference(await loadServiceReference(["s3", "sqs", "ec2", "iam"]));
  const tally = emptyTally();
  const round = (seed: number) => brokenPlan(seed, { options: { seed, runs: 20, reference }, tally });
  const soFar = () => {
    const { plans, fillings, decided, undecided, unless, kept, mended, changes, changesUnless } = tally;
    return [
      `${plans} plans, ${fillings} fillings, ${decided} answers decided, ${undecided} undecided`,
      `${unless} refuted unless: ${kept} fillings keep it, ${mended} may mend it`,
      `${changes} changes, ${changesUnless} of them unless`,
    ].join("; ");
  };
  const broken = soakFor(minutes, round, { soFar, next });
  process.stdout.write(`${soFar()}\n`);
  return broken;
}

/** What is wrong with what is said of some drawn plans. */
export function brokenPlan(seed: number, checking: Checking): string | undefined {
  let broken: string | undefined;
  const law = fc.property(drawnPlan, fc.boolean(), (plan, isQuick) => {
    broken = brokenPromise(plan, { ...checking, isQuick }) ?? broken;
    return broken === undefined;
  });
  fc.check(law, { seed, numRuns: 20, endOnFailure: true });
  return broken && `seed ${seed}: ${broken}`;
}
