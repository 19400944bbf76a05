import { expect } from "chai";
import { extract } from "../../../../harness/plan/extract.js";
import { readInput, readLargeInput } from "../../../../harness/plan/input/readInput.js";

function extraction(read: typeof readInput, bytes: Uint8Array): unknown {
  const input = read(bytes, "plan.json");
  if (!input.ok) return input.diagnostics.map(({ code }) => code);
  if (input.value.kind === "policy") return "policy";
  const found = extract(input.value, "plan.json");
  // functions are compared by what they return
  const targets = found.targets.map(({ surroundings, ...target }) => ({
    ...target,
    surroundings: surroundings && { now: surroundings.now(), before: surroundings.before?.() },
  }));
  return { ...found, targets };
}
/** That the reader for large inputs makes of some bytes what the one for small inputs does. */
export function expectSame(bytes: Uint8Array): void {
  expect(extraction(readLargeInput, bytes)).to.deep.equal(extraction(readInput, bytes));
}
