import { expect } from "chai";
import { askRun } from "./askRun.js";
import { drawRun, hostileKinds } from "./drawRun.js";
import { findBreach } from "./findBreach.js";

/** Runs of each kind: a few seconds together. `npm run soak -- hostile` goes on from there. */
const runs = 15;

describe("a hostile input", () => {
  for (const kind of hostileKinds) {
    it(`gets an answer or one located error, and acts on nothing: ${kind}`, async function () {
      this.timeout(120_000);
      for (let seed = 1; seed <= runs; seed += 1) {
        const { run } = drawRun(seed, { kinds: [kind], depth: 40 });
        // how long it takes depends on the machine, and is for the soak
        const answer = { ...(await askRun(run)), cpu: 0 };
        expect(findBreach(run, answer), `seed ${seed}: ${JSON.stringify(run.argv)}`).to.equal(undefined);
      }
    });
  }

  it("is the same for the same seed", () => {
    for (let seed = 1; seed <= 10; seed += 1) expect(drawRun(seed)).to.deep.equal(drawRun(seed));
  });
});
