import { expect } from "chai";
import fc from "fast-check";
import { mutantOf } from "../../generators/mutantOf.js";
import { policyStatement } from "../../generators/policyDocument.js";
import { policySet } from "../../generators/policySet.js";
import { principal } from "../../generators/principal.js";
import { requestNear } from "../../generators/requestNear.js";
import { parsePolicy } from "../../policies/language/parsePolicy.js";
import { policiesIn } from "../../policies/language/policiesIn.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { arbitraryLaws } from "./arbitraryLaws.js";
import { managedSet } from "./batchPolicies.js";
import { minimal } from "./minimal.js";

describe("policySet", () => {
  arbitraryLaws<PolicySet>({
    arbitrary: policySet(),
    wellFormed: (set) => set.identity.length > 0,
    size: (set) => policiesIn(set).length,
    simplest: minimal(policySet({ layers: [] }), () => true),
    reaches: {
      "two identity policies": ({ identity }) => identity.length === 2,
      "a boundary": ({ boundary }) => boundary !== undefined,
      "a resource policy": ({ resource }) => resource !== undefined,
      "service control policies": ({ scps }) => scps !== undefined,
    },
  });
});

describe("principal", () => {
  arbitraryLaws<string>({
    arbitrary: principal(),
    wellFormed: (caller) => caller === "*" || /^arn:aws:(iam|sts)::\d{12}:|\.amazonaws\.com$/.test(caller),
    size: () => 1,
    simplest: "arn:aws:iam::111122223333:role/example",
    reaches: {
      "an anonymous caller": (caller) => caller === "*",
      "a service": (caller) => caller === "batch.amazonaws.com",
      "another account": (caller) => caller.includes("444455556666"),
    },
  });
});

describe("mutantOf", () => {
  it("gives each mutant of a policy", () => {
    const mutants = fc.sample(mutantOf(managedSet("AWSBatchFullAccess@v7")), { seed: 1, numRuns: 300 });
    expect(new Set(mutants.map(({ operator }) => operator))).to.have.length.above(20);
  });
});

describe("policyStatement", () => {
  it("gives statements that AWS stores", () => {
    const refused = fc
      .sample(policyStatement("resource"), { seed: 1, numRuns: 200 })
      .filter(
        (Statement) => !parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "resource").ok,
      );
    expect(refused).to.deep.equal([]);
  });
});

describe("the options of generators", () => {
  it("are refused where they do not exist", () => {
    const misspelt = { univers: "typed" } as object;
    expect(() => requestNear({ identity: [] }, misspelt)).to.throw(TypeError, "unknown option `univers`");
    expect(() => policySet({ layer: [] } as object)).to.throw(TypeError, "unknown option `layer`");
  });
});
