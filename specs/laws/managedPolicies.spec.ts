import { expect } from "chai";
import fc from "fast-check";
import { requestNear } from "../../generators/requestNear.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { PolicyDocument } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { printPolicy } from "../../policies/language/printPolicy.js";
import { managedPolicies } from "../../policies/managed/managedPolicies.js";
import type { ManagedPolicyVersion } from "../../policies/managed/managedPolicy.js";
import { relate } from "../../policies/prove/relate.js";
import { isGate } from "../house/isGate.js";
import { authorize as define } from "../reference/authorize.js";

const setOf = (document: PolicyDocument): PolicySet => ({ identity: [{ source: "policy", document }] });

function reparsed(document: PolicyDocument): PolicyDocument {
  const parsed = parsePolicy(printPolicy(document, 0), "identity", { keeper: "aws" });
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]!.message);
  return parsed.value;
}

/** The versions that break a law, with what is wrong. */
function exceptions(
  law: (version: ManagedPolicyVersion) => string | undefined,
  policies = managedPolicies,
): readonly string[] {
  return policies.flatMap(({ versions }) =>
    versions.flatMap((version) => {
      const wrong = law(version);
      return wrong === undefined ? [] : [`${version.name}@${version.version}: ${wrong}`];
    }),
  );
}

/** The gate takes one policy in three. */
const sliced = managedPolicies.filter((_, at) => !isGate || at % 3 === 0);

/** The first request near a newest version, which attachments mean, that the evaluator decides otherwise. */
function disagreement(version: ManagedPolicyVersion): string | undefined {
  if (!version.newest) return undefined;
  const set = setOf(version.document);
  const compiled = compile(set);
  const asked = fc.sample(requestNear(set), { seed: 1, numRuns: 4 });
  const found = asked.find((request) => authorize(compiled, request) !== define(set, request));
  return found && JSON.stringify(found);
}

describe("every AWS managed policy in every version", function () {
  this.timeout(900_000);

  it("is one of some thousands", () => {
    expect(managedPolicies.flatMap(({ versions }) => versions)).to.have.length.above(6000);
  });

  it("is what the parser takes of users, without a warning, but for one", () => {
    const wrong = exceptions(({ text }) => parsePolicy(text, "identity").diagnostics[0]?.message);
    expect(wrong).to.deep.equal([
      "AmazonEC2SpotFleetTaggingRole@v1: the condition key `PassedToService` has no prefix",
    ]);
  });

  it("is printed as what parses to the same document", () => {
    const wrong = exceptions(
      ({ document }) =>
        printPolicy(reparsed(document), 0) === printPolicy(document, 0) ? undefined : "is printed otherwise",
      sliced,
    );
    expect(wrong).to.deep.equal([]);
  });

  it("allows the same as what is printed of it, by proof", () => {
    const wrong = exceptions(({ document }) => {
      const { relation } = relate(setOf(document), setOf(reparsed(document)));
      return relation === "equal" ? undefined : relation;
    }, sliced);
    expect(wrong).to.deep.equal([]);
  });

  it("is decided in its newest version as the definition decides, on requests near it", () => {
    expect(exceptions(disagreement, sliced)).to.deep.equal([]);
  });
});
