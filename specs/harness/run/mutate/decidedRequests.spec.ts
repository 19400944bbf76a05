import { expect } from "chai";
import fc from "fast-check";
import { mutantsOf } from "../../../../generators/mutants/mutantsOf.js";
import { requestNear } from "../../../../generators/requestNear.js";
import { DecidedRequests } from "../../../../harness/run/mutate/decidedRequests.js";
import { authorize } from "../../../../policies/evaluate/authorize.js";
import { compile } from "../../../../policies/evaluate/compile.js";
import type { PolicySet } from "../../../../policies/language/policySet.js";
import type { Request } from "../../../../policies/language/request.js";
import { loadServiceReference } from "../../../../policies/reference/loadServiceReference.js";
import { batchPolicyNames, batchReference, managedSet } from "../../../generators/batchPolicies.js";
import { Dice, generatePolicySet, generateRequest } from "../../../policies/prove/generatedPolicies.js";

/** The place of the first request that is decided otherwise, by going through all of them. */
function firstShowing(original: PolicySet, mutated: PolicySet, requests: readonly Request[]): number {
  const [before, after] = [compile(original), compile(mutated)];
  return requests.findIndex(
    (one) => (authorize(before, one) === "allowed") !== (authorize(after, one) === "allowed"),
  );
}

describe("requests that mutants are put to", () => {
  it("show of the Batch policies what going through all of them shows", async () => {
    const reference = await batchReference();
    for (const policies of batchPolicyNames.map(managedSet)) {
      const requests = fc.sample(requestNear(policies, { reference }), { seed: 3, numRuns: 150 });
      const asked = new DecidedRequests(policies, requests.slice(0, 100));
      for (const request of requests.slice(100)) asked.add(request);
      for (const mutant of mutantsOf(policies, { reference }))
        expect(asked.showing(mutant), JSON.stringify(mutant.after)).to.equal(
          firstShowing(policies, mutant.mutated, requests),
        );
    }
  });

  it("show the same of policies of all layers, with principals", async () => {
    const reference = await loadServiceReference(["s3"]);
    const dice = new Dice(7);
    let shown = 0;
    for (let round = 0; round < 8; round += 1) {
      const policies = generatePolicySet(dice, { principals: true });
      const requests = Array.from({ length: 40 }, () => generateRequest(dice));
      const asked = new DecidedRequests(policies, requests);
      for (const mutant of mutantsOf(policies, { reference })) {
        const place = firstShowing(policies, mutant.mutated, requests);
        if (place >= 0) shown += 1;
        expect(asked.showing(mutant), JSON.stringify({ policies, mutant })).to.equal(place);
      }
    }
    expect(shown).to.be.above(30);
  });
});
