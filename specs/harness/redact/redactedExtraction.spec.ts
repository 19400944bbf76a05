import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { readInput } from "../../../harness/plan/input/readInput.js";
import type { Input } from "../../../harness/plan/resources/input.js";
import { redactPlan, redactState } from "../../../harness/redact/redactPlan.js";
import { isGate } from "../../house/isGate.js";
import { collectedBytes, collectedPlans, fixtures } from "../plan/fixture.js";
import { found } from "./found.js";
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
  if (input.kind === "plan") return [input.plan, redactPlan(input.plan).json];
  return input.kind === "state" ? [input.state, redactState(input.state).json] : [];
}

describe("what planproof finds in a redacted plan", () => {
  for (const [name, bytes] of files) {
    const read = readInput(bytes(), name);
    if (!read.ok || !["plan", "state"].includes(read.value.kind)) continue;
    it(`is the same as in ${name}`, () => {
      const [original, redacted] = both(read.value);
      expect(found(redacted, original)).to.equal(found(original));
    });
  }

  it("is the same in plans that are made up", () => {
    fc.assert(
      fc.property(madeUpPlan(12), (plan) => {
        const { json: redacted } = redactPlan(plan);
        const text = JSON.stringify(redacted);
        expect(text).not.to.include(canary).and.not.to.include("hidden-1");
        expect(redactPlan(redacted).json).to.deep.equal(redacted);
        expect(found(redacted, plan)).to.equal(found(plan));
      }),
      { seed: 20_261_126, numRuns: isGate ? 30 : 80 },
    );
  });
});
