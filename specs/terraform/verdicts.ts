import { run } from "../../harness/run/run.js";
import { servicesOf } from "../../harness/run/servicesOf.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { builtInProperties } from "../../properties/builtInProperties.js";
import type { Target } from "../../properties/target.js";
import { printAddress, withoutSource } from "../../properties/targetAddress.js";

/** What the built-in properties say, by property and address without the name of the source. */
export async function verdicts(targets: readonly Target[]): Promise<ReadonlyMap<string, string>> {
  const reference = await loadServiceReference(servicesOf(targets));
  const report = run(targets.map(nameless), builtInProperties, { reference, runs: 300 });
  return new Map(
    report.verdicts.map(({ property, target, outcome }) => [`${property} ${target}`, outcome.verdict]),
  );
}

/** The seed of a search depends on the address, so that must be one and the same in every source. */
const nameless = (target: Target): Target => ({
  ...target,
  address: { source: printAddress(withoutSource(target.address)) },
});

/** A law that holds of the widest reading, and of which apply leaves nothing that it is about, is not broken either. */
const saysNothing = "holds";

/** The questions that were decided earlier and are answered otherwise later. */
export const flipped = (
  earlier: ReadonlyMap<string, string>,
  later: ReadonlyMap<string, string>,
): readonly string[] =>
  [...earlier].flatMap(([question, verdict]) =>
    verdict === "undecided" || verdict === (later.get(question) ?? saysNothing) ? [] : [question],
  );
