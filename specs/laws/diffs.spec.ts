import { expect } from "chai";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { brokenDiff, type DiffTally, diffReference } from "./brokenDiff.js";

describe("diffs of generated resources and principals", () => {
  it("report what differs by the definition, and nothing else", async () => {
    const reference = diffReference(await loadServiceReference(["s3", "kms", "sts"]));
    const tally: DiffTally = { diffs: 0, changes: 0, undecided: 0, differing: 0 };
    for (let seed = 1; seed <= 25; seed += 1) expect(brokenDiff(seed, reference, tally)).to.equal(undefined);
    expect(tally.undecided).to.equal(0);
    expect(tally.changes).to.be.above(50);
    expect(tally.differing).to.be.above(500);
  }).timeout(900_000);
});
