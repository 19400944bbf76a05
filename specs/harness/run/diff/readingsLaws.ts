import { expect } from "chai";
import fc from "fast-check";
import { comparePolicies } from "../../../../harness/run/compare/comparePolicies.js";
import { type AccessDiff, diffAccess } from "../../../../harness/run/diff/diffAccess.js";
import { readingsQuestions } from "../../../../harness/run/diff/readingsQuestions.js";
import type { PolicySet } from "../../../../policies/language/policySet.js";
import { emptyServiceReference as reference } from "../../../../policies/reference/emptyServiceReference.js";
import type { Readings } from "../../../../properties/target.js";
import { identitySet } from "../../../generators/identitySet.js";
import { hole } from "../../../properties/targets.js";

const principal = "arn:aws:iam::111122223333:role/r";
const actions = ["s3:GetObject", "s3:PutObject", "sqs:SendMessage"];
const cells = actions.flatMap((Action) =>
  ["arn:aws:s3:::a/x", "arn:aws:s3:::b/x"].map((Resource) => ({ Effect: "Allow", Action, Resource })),
);
/** The policies that allow the cells whose bits are set. */
const allowing = (bits: number): PolicySet => identitySet(...cells.filter((_, at) => (bits >> at) % 2 === 1));

/** Two readings, and policies between them that the unknown parts could result in. */
interface Open {
  readonly readings: Readings;
  readonly actual: Readings;
}
const cellBits = fc.integer({ min: 0, max: 2 ** cells.length - 1 });
const open: fc.Arbitrary<Open> = fc.tuple(cellBits, cellBits, cellBits).map(([core, more, chosen]) => ({
  readings: {
    policies: allowing(core | more),
    bounds: { lower: allowing(core), unknown: [hole] },
    holes: [],
  },
  actual: { policies: allowing(core | (more & chosen)), holes: [] },
}));

/** What a certain change may turn out to be in the end; less than it says is what is undecided in addition. */
const ends: Readonly<Record<string, readonly string[]>> = {
  added: ["added"],
  removed: ["removed"],
  widened: ["added", "widened", "shifted"],
  narrowed: ["removed", "narrowed", "shifted"],
  shifted: ["shifted"],
};

const byAction = ({ certain }: AccessDiff): ReadonlyMap<string, string> =>
  new Map(certain.flatMap(({ actions, change }) => actions.map((action) => [action, change])));

/** That what `diff` says of unknown parts stays true regardless of what they are. */
export function diffStaysTrue(numRuns: number): void {
  const law = fc.property(open, open, (before, after) => {
    const told = diffAccess(readingsQuestions(before.readings, after.readings), { principal, reference });
    const end = diffAccess(readingsQuestions(before.actual, after.actual), { principal, reference });
    const changes = byAction(end);
    const certain = byAction(told);
    const possible = new Set(told.possible.map(({ action }) => action));
    for (const [action, change] of certain) expect(ends[change]).to.include(changes.get(action));
    for (const [action, change] of changes) {
      expect(certain.has(action) || possible.has(action)).to.equal(true);
      if (change === "shifted") expect(certain.get(action) === change || possible.has(action)).to.equal(true);
    }
  });
  fc.assert(law, { seed: 1, numRuns });
}

/** The same of `compare`. */
export function compareStaysTrue(numRuns: number): void {
  let decided = 0;
  const law = fc.property(open, open, (left, right) => {
    const compare = (one: Readings, other: Readings) =>
      comparePolicies(
        { address: { source: "l" }, principal, ...one },
        { address: { source: "r" }, principal, ...other },
        { seed: 1, runs: 20, reference },
      ).relation;
    const told = compare(left.readings, right.readings);
    if (told === "undecided") return;
    decided += 1;
    expect(compare(left.actual, right.actual)).to.equal(told);
  });
  fc.assert(law, { seed: 1, numRuns });
  expect(decided).to.be.greaterThan(numRuns / 15);
}
