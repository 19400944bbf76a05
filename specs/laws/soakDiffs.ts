import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { type SoakReport, soakFor } from "../reference/soakFor.js";
import { brokenDiff, type DiffTally, diffReference } from "./brokenDiff.js";

/** Compares diffs of generated resources and principals with the definition for so many minutes. */
export async function soakDiffs(minutes: number, next: SoakReport["next"]): Promise<string | undefined> {
  const reference = diffReference(await loadServiceReference(["s3", "kms", "sts"]));
  const tally: DiffTally = { diffs: 0, changes: 0, undecided: 0, differing: 0 };
  const soFar = () =>
    `${tally.diffs} diffs, ${tally.changes} changes, ${tally.undecided} undecided, ${tally.differing} requests that differ`;
  const broken = soakFor(minutes, (seed) => brokenDiff(seed, reference, tally), { soFar, next });
  process.stdout.write(`${soFar()}\n`);
  return broken;
}
