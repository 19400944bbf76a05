import { expect } from "chai";
import fc from "fast-check";
import { requestNear } from "../../generators/requestNear.js";
import { requestsNear } from "../../generators/requestsNear.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { killableMutants, survivors } from "../quality/killableMutants.js";
import { batchReference, managedSet } from "./batchPolicies.js";
import { identitySet } from "./identitySet.js";

describe("requestsNear", () => {
  let reference: ServiceReference;
  before(async () => {
    reference = await batchReference();
  });

  const policies = managedSet("AWSBatchFullAccess@v7");

  it("gives no request twice, and the same ones for the same seed", () => {
    const requests = requestsNear(policies, { reference, size: 400 });
    expect(requests).to.have.length(400);
    expect(new Set(requests.map((request) => JSON.stringify(request)))).to.have.length(400);
    expect(requestsNear(policies, { reference, size: 400 })).to.deep.equal(requests);
    expect(requestsNear(policies, { reference, size: 400, seed: 2 })).not.to.deep.equal(requests);
  });

  it("begins with the statements in which policy sets differ", () => {
    const common = { Effect: "Allow", Action: "ecs:Describe*", Resource: "*" };
    const own = { Effect: "Allow", Action: "ecs:StopTask", Resource: "*" };
    const both = [identitySet(common, own), identitySet(common)];
    const [first] = requestsNear(both, { reference, size: 1 });
    expect(first!.action).to.equal("ecs:StopTask");
  });

  it("distinguishes 97 % of the mutants of a policy with 600 requests", function () {
    this.timeout(60_000);
    const mutants = killableMutants(policies, reference);
    const options = {
      reference,
      universe: "typed",
      principal: "arn:aws:iam::111122223333:role/example",
    } as const;
    const left = survivors(policies, mutants, requestsNear(policies, { ...options, size: 600 }));
    expect(left.length / mutants.length).to.be.below(0.03);
    expect(left.filter(({ operator }) => !/-add(-alien)?$/.test(operator))).to.deep.equal([]);
  });

  it("serves fast-check as examples, which a path finds again and which shrink", () => {
    const examples = requestsNear(policies, { reference, size: 200 }).map((one): [typeof one] => [one]);
    const law = fc.property(
      requestNear(policies, { reference }),
      ({ action }) => !action.startsWith("iam:CreateService"),
    );
    const found = fc.check(law, { seed: 3, numRuns: 200, examples });
    expect(found.counterexample?.[0].action).to.equal("iam:CreateServiceLinkedRole");
    expect(found.counterexample?.[0].context).to.deep.equal({});
    const again = fc.check(law, { seed: 3, path: found.counterexamplePath!, examples });
    expect(again.counterexample).to.deep.equal(found.counterexample);
  });
});
