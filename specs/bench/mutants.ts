import fc from "fast-check";
import { shuffled } from "../../generators/near/shuffled.js";
import { requestNear } from "../../generators/requestNear.js";
import { requestsNear } from "../../generators/requestsNear.js";
import { completeRequests } from "../../harness/cells/completeRequests.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { batchPolicies, batchPolicyNames, batchReference, managedSet } from "../generators/batchPolicies.js";
import { type CellScore, cellScore, type MakeMutants, totalScore } from "../quality/cellScore.js";
import { heldOutMutants, laterMutants } from "../quality/heldOutMutants.js";
import { killableMutants, principal, survivors } from "../quality/killableMutants.js";
import { latestMutants } from "../quality/latestMutants.js";
import { fourthPick, managedPicks, type PickedPolicy, pickSeed } from "../quality/managedPick.js";

type Draw = (policies: PolicySet, size: number, reference: ServiceReference) => readonly Request[];

const universe = "typed";
const seed = 7;

/** A real action of the services that the policies name, on an ARN of one of its types, without keys. */
const naive: Draw = (_, size, reference) => {
  const actions = reference.services.flatMap((service) => reference.actionsOf(service));
  const order = shuffled(actions, seed);
  return Array.from({ length: size }, (_, at) => {
    const action = order[at % order.length];
    const template = action!.resourceTypes[0]?.arnTemplates[0] ?? "*";
    const values: Readonly<Record<string, string>> = {
      Partition: "aws",
      Region: "us-east-1",
      Account: "111122223333",
    };
    const resource = template.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? `name${at % 7}`);
    return { principal, action: action!.name, resource, resourceAccount: "111122223333", context: {} };
  });
};

const draws: Readonly<Record<string, Draw>> = {
  "requestsNear, in order": (policies, size, reference) =>
    requestsNear(policies, { reference, universe, principal, seed, size }),
  "requestNear, at random": (policies, size, reference) =>
    fc.sample(requestNear(policies, { reference, universe, principal }), { seed, numRuns: size }),
  "naive random": naive,
};

/** Which share of the mutants of the AWS Batch policies some requests distinguish, of those that any does. */
export async function mutants(): Promise<void> {
  const [all, reference] = [await loadServiceReference(), await batchReference()];
  const sets = batchPolicyNames.map(managedSet);
  const killable = sets.map((policies) => killableMutants(policies, all));
  const total = killable.reduce((sum, { length }) => sum + length, 0);
  console.log(`  killed of ${total} mutants          100   1,000   2,000  10,000 requests`);
  const cells = sets.map((policies) => completeRequests(policies, { reference: all, principal }).requests);
  const kept = sets.reduce(
    (sum, policies, at) => sum + survivors(policies, killable[at]!, cells[at]!).length,
    0,
  );
  const count = cells.reduce((sum, { length }) => sum + length, 0);
  console.log(`  cells${percent(1 - kept / total).padStart(29)}, with ${count} requests in all`);
  for (const [name, draw] of Object.entries(draws)) {
    const shares = [100, 1000, 2000, 10_000].map((size) => {
      const left = sets.map(
        (policies, at) => survivors(policies, killable[at]!, draw(policies, size, reference)).length,
      );
      const killed = total - left.reduce((sum, count) => sum + count, 0);
      return percent(killed / total).padStart(8);
    });
    console.log(`  ${name.padEnd(26)}${shares.join("")}`);
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** What complete requests of many policies are worth, and what they notice of mistakes of other kinds. */
export async function cells(): Promise<void> {
  const [first, second, third] = managedPicks(pickSeed);
  const batch = batchPolicies.map(({ name, versions }) => ({ name, document: versions.at(-1)!.document }));
  console.log(
    "                              noticed  without additions, undecided  cases per atom (most)  ms: cells p90, with proofs p90",
  );
  await row("Batch", batch);
  await row("40 others", first!);
  await row("40 others, a second pick", second!);
  await row("39 others, a third pick", third!);
  await row("34 others, a fourth pick", fourthPick());
  await row("held-out operators", [...batch, ...first!], heldOutMutants);
  await row("the later ones of these", [...batch, ...first!], laterMutants);
  await row("those after the cells", [...batch, ...first!], latestMutants);
}

async function row(title: string, policies: readonly PickedPolicy[], mutants?: MakeMutants): Promise<void> {
  const scores: CellScore[] = [];
  for (const { name, document } of policies) scores.push(await cellScore(name, document, mutants));
  const total = totalScore(scores);
  const ninth = (times: readonly number[]) =>
    times.toSorted((one, other) => one - other)[Math.floor(0.9 * times.length)]!.toFixed(0);
  const [cellTimes, times] = [
    scores.map(({ cellTime }) => cellTime),
    scores.map(({ cellTime, checkTime }) => cellTime + checkTime),
  ];
  console.log(
    `  ${title.padEnd(26)}${percent(total.all).padStart(9)} of ${total.mutants}${percent(total.withoutAdditions).padStart(10)}, ${total.undecided}  ${total.casesPerAtom.toFixed(2)} (${total.mostPerAtom.toFixed(2)})  ${ninth(cellTimes)}, ${ninth(times)}`,
  );
  const low = [...total.byOperator].filter(([, { share }]) => share < 0.95);
  for (const [operator, { share, mutants: many }] of low)
    console.log(`    below 95 %: ${operator} ${percent(share)} of ${many}`);
}
