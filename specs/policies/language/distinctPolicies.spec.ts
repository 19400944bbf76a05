import assert from "node:assert/strict";
import fc from "fast-check";
import { distinctPolicies } from "../../../policies/language/distinctPolicies.js";
import { policiesIn } from "../../../policies/language/policiesIn.js";
import type { HeldResource, Policy } from "../../../policies/language/policySet.js";

describe("the policies of several sets", () => {
  it("are those of each, once, where sets share resources and policies", () => {
    const policies = Array.from({ length: 6 }, (_, at): Policy => {
      return { source: `p${at}`, document: { version: "2012-10-17", statements: [] } as never };
    });
    const lists = [0, 1, 2].map((at): readonly HeldResource[] =>
      policies.slice(at, at + 3).map((policy) => ({ address: "", arns: [], policies: [policy] })),
    );
    const set = fc.record(
      {
        identity: fc.subarray(policies),
        boundary: fc.constantFrom(...policies),
        resources: fc.constantFrom(...lists),
        scps: fc.array(fc.subarray(policies), { maxLength: 2 }),
      },
      { requiredKeys: ["identity"] },
    );
    fc.assert(
      fc.property(fc.array(set), (sets) => {
        assert.deepEqual(distinctPolicies(sets), new Set(sets.flatMap(policiesIn)));
      }),
      { seed: 1 },
    );
  });
});
