import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { extract } from "../../../harness/plan/extract.js";
import { readInput } from "../../../harness/plan/input/readInput.js";
import type { Input } from "../../../harness/plan/resources/input.js";
import { exampleAccounts } from "../../../harness/redact/exampleAccounts.js";
import { redactPlan, redactState } from "../../../harness/redact/redactPlan.js";
import { collectedBytes, collectedPlans, fixtures, inputOf } from "../plan/fixture.js";
import { madeUpPlan } from "./madeUpPlan.js";
import { canary } from "./plantedValues.js";

const files: readonly (readonly [name: string, bytes: () => Uint8Array])[] = [
  ...["batch-plan", "plan-samples"].flatMap((folder) =>
    readdirSync(`${fixtures}${folder}`).map(
      (name) => [`${folder}/${name}`, () => readFileSync(`${fixtures}${folder}/${name}`)] as const,
    ),
  ),
  ...(collectedPlans() ?? []).map((name) => [name, () => collectedBytes(name)] as const),
];

/** The JSON of a plan or state as it is, and redacted. */
function both(input: Input): readonly unknown[] {
  if (input.kind === "plan") return [input.plan, redactPlan(input.plan)];
  return input.kind === "state" ? [input.state, redactState(input.state)] : [];
}

/** All that planproof finds, with the accounts in the order in which they occur there. */
function found(json: unknown): string {
  const input = inputOf(new TextEncoder().encode(exampleAccounts(JSON.stringify(json))));
  if (input.kind === "policy") throw new Error("the plan reads as a policy");
  // what is made later, such as the surroundings of principals, counts too
  const all = JSON.stringify(extract(input, "plan.json"), (_, value: unknown) =>
    typeof value === "function"
      ? (value as () => unknown)()
      : value instanceof Map || value instanceof Set
        ? [...(value as Iterable<unknown>)]
        : value,
  );
  return exampleAccounts(all);
}

describe("what planproof finds in a redacted plan", () => {
  for (const [name, bytes] of files) {
    const read = /\.json$/.test(name) ? readInput(bytes(), name) : undefined;
    if (read?.ok !== true || !["plan", "state"].includes(read.value.kind)) continue;
    it(`is the same as in ${name}`, () => {
      const [original, redacted] = both(read.value);
      expect(found(redacted)).to.equal(found(original));
    });
  }

  it("is the same in plans that are made up, which have every attribute that is listed", () => {
    fc.assert(
      fc.property(madeUpPlan(12), (plan) => {
        const redacted = redactPlan(plan);
        expect(JSON.stringify(redacted)).not.to.include(canary);
        expect(redactPlan(redacted)).to.deep.equal(redacted);
        expect(found(redacted)).to.equal(found(plan));
      }),
      { seed: 20_261_126, numRuns: 80 },
    );
  });
});
