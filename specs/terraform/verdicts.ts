import { run } from "../../harness/run/run.js";
import { servicesOf } from "../../harness/run/servicesOf.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import type { Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { printAddress, withoutSource } from "../../properties/targetAddress.js";

/** What properties say, by property and address without the name of the source; @defaultValue the built-in ones */
export async function verdicts(
  targets: readonly Target[],
  properties: readonly Property[] = builtInProperties,
): Promise<ReadonlyMap<string, string>> {
  const reference = await loadServiceReference(servicesOf(targets));
  const report = run(targets.map(nameless), properties, { reference, runs: 300 });
  return new Map(
    report.verdicts.map(({ property, target, outcome }) => [`${property} ${target}`, outcome.verdict]),
  );
}

/** The seed of a search depends on the address, so that must be one and the same in every source. */
const nameless = (target: Target): Target => ({
  ...target,
  address: { source: printAddress(withoutSource(target.address)) },
});

/** The questions that were decided earlier and are answered otherwise later. */
export const flipped = (
  earlier: ReadonlyMap<string, string>,
  later: ReadonlyMap<string, string>,
): readonly string[] =>
  [...earlier].flatMap(([question, verdict]) =>
    verdict === "undecided" || verdict === later.get(question) ? [] : [question],
  );

/**
 * The built-in properties, those that forbid access asked also where they are about nothing: such a law holds of every
 * value of an unknown action, and may be about none of those that apply leaves.
 */
export const askedEverywhere: readonly Property[] = builtInProperties.map((property) =>
  property.monotone === true ? { ...property, appliesTo: () => true } : property,
);
