import type { PolicyDocument, Statement } from "../../../policies/language/policyDocument.js";
import type { Policy } from "../../../policies/language/policySet.js";
import { type Bounded, mapBounds } from "../../../properties/bounded.js";
import type { ExtractedPolicy } from "./extractedPolicy.js";
import { policySource } from "./findPolicies.js";
import { policyHole } from "./policyHole.js";

/**
 * The document of a resource policy from both sides. One of which nothing is known may allow everyone everything,
 * and may deny it.
 *
 * @param isSure whether it is known to be on the resource: else what it denies bounds nothing from above, and what
 * it allows nothing from below
 */
export function boundedDocument(extracted: ExtractedPolicy, isSure: boolean): Bounded<Policy> {
  const known = extracted.policy ?? unknownDocument(extracted);
  if (isSure) return known;
  const hole = {
    address: policySource(extracted.address, extracted.attribute),
    reason: "which resource the policy is on is known only after apply",
    refersTo: extracted.refersTo,
    remedy: "write out the name of the resource, or apply it first and plan again",
  };
  return {
    upper: only("Allow", known.upper),
    lower: only("Deny", known.lower),
    unknown: [...known.unknown, hole],
  };
}

const only = (effect: Statement["effect"], { source, document }: Policy): Policy => ({
  source,
  document: { ...document, statements: document.statements.filter((one) => one.effect === effect) },
});

function unknownDocument(extracted: ExtractedPolicy): Bounded<Policy> {
  const source = policySource(extracted.address, extracted.attribute);
  const document = (effect: Statement["effect"]): PolicyDocument => ({
    version: "2012-10-17",
    statements: [
      {
        index: 0,
        pointer: "",
        effect,
        principal: { negated: false, principals: [{ type: "*", value: "*" }] },
        action: { negated: false, patterns: ["*"] },
        resource: { negated: false, patterns: ["*"] },
        conditions: [],
      },
    ],
  });
  return {
    ...mapBounds({ upper: document("Allow"), lower: document("Deny"), unknown: [] }, (one) => ({
      source,
      document: one,
    })),
    unknown: [policyHole(extracted)],
  };
}
