import fc from "fast-check";
import { shuffled } from "../../generators/near/shuffled.js";
import { requestNear } from "../../generators/requestNear.js";
import { requestsNear } from "../../generators/requestsNear.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { batchPolicyNames, batchReference, managedSet } from "../generators/batchPolicies.js";
import { killableMutants, principal, survivors } from "../quality/killableMutants.js";

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
  for (const [name, draw] of Object.entries(draws)) {
    const shares = [100, 1000, 2000, 10_000].map((size) => {
      const left = sets.map(
        (policies, at) => survivors(policies, killable[at]!, draw(policies, size, reference)).length,
      );
      const killed = total - left.reduce((sum, count) => sum + count, 0);
      return `${((100 * killed) / total).toFixed(1)} %`.padStart(8);
    });
    console.log(`  ${name.padEnd(26)}${shares.join("")}`);
  }
}
