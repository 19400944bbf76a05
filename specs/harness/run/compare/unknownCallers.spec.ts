import assert from "node:assert/strict";
import { comparePolicies } from "../../../../harness/run/compare/comparePolicies.js";
import { parsePolicy } from "../../../../policies/language/parsePolicy.js";
import type { Policy } from "../../../../policies/language/policySet.js";
import { emptyServiceReference as reference } from "../../../../policies/reference/emptyServiceReference.js";
import type { Target } from "../../../../properties/target.js";

const principal = "arn:aws:iam::111122223333:role/r";
const bothActions = ["s3:GetObject", "s3:PutObject"];
const allow = (action: string | readonly string[], more: object = {}) => ({
  ...{ Effect: "Allow", Action: action, Resource: "*" },
  ...more,
});

function policyOf(kind: "identity" | "resource", ...statements: readonly object[]): Policy {
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), kind);
  assert(parsed.ok);
  return { source: kind, document: parsed.value };
}

const role: Target = {
  address: { source: "role" },
  principal,
  policies: { identity: [policyOf("identity", allow(bothActions))] },
  holes: [],
};

/** @param known the statements that it has in any case; @defaultValue all */
function bucket(statements: readonly object[], known = statements): Target {
  const setOf = (some: readonly object[]) => ({
    identity: [],
    resources: [{ address: "b", arns: ["*"], policies: [policyOf("resource", ...some)] }],
  });
  const hole = { address: "b.policy", reason: "known after apply", refersTo: [], remedy: "apply it" };
  return {
    address: { source: "bucket" },
    principal,
    policies: setOf(statements),
    resource: { kind: "resource" },
    holes: [],
    ...(known !== statements && { bounds: { lower: setOf(known), unknown: [hole] } }),
  };
}

describe("a comparison of a resource policy with one without principals", () => {
  const named = allow(bothActions, { Principal: { Service: "batch.amazonaws.com" } });
  const perhaps = allow("s3:GetObject", { Principal: "*" });
  const relation = (right: Target) =>
    comparePolicies(role, right, { seed: 1, runs: 500, reference }).relation;

  it("is undecided where only callers differ that an unknown principal may name, or may not", () => {
    // everyone else may put by the role's policy alone, but in the end the bucket may name no one else
    assert.equal(relation(bucket([named, perhaps], [named])), "undecided");
  });

  it("is decided for the callers that are known", () => {
    assert.equal(relation(bucket([named])), "equal");
    assert.equal(relation(bucket([named, perhaps])), "superset");
  });
});
