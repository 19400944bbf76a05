import type { Statement } from "../../policies/language/policyDocument.js";
import type { Outcome, Property } from "../property.js";
import { faultIn, refutedBecause } from "../refutedBecause.js";
import type { Target } from "../target.js";

/**
 * The policy of a VPC endpoint limits who or what passes through it: no statement of it allows every action on every
 * resource for every caller without a condition. Without a policy AWS puts one in force that allows everything.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { endpointOpen } from "planproof/properties";
 *
 * assert.equal(endpointOpen.severity, "note");
 * ```
 */
export const endpointOpen: Property = {
  id: "endpoint-open",
  sentence: "the policy of a VPC endpoint limits who or what passes through it",
  severity: "note",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  excepts: "statements",
  remedy: "give the endpoint a policy that names the principals of the organization and the resources in use",
  about: "plan",
  independent: true,
  appliesTo: ({ counted }) => counted?.kind === "endpoint",
  search: ({ counted, address }: Target): Outcome => {
    if (counted?.kind !== "endpoint") return refutedBecause([]);
    const endpoint = `\`${address.resource ?? ""}\``;
    const { policy } = counted;
    if (policy === undefined)
      return refutedBecause([`${endpoint} has no policy, so AWS lets every request through`]);
    const { statements } = policy.document;
    if (statements.some((one) => one.effect === "Deny")) return refutedBecause([]);
    const open = statements.filter(letsAllThrough);
    return refutedBecause(
      open.map((statement) =>
        faultIn(
          { source: policy.source, statement },
          `${statement.pointer} of \`${policy.source}\` lets every request of every caller through`,
        ),
      ),
    );
  },
};

const letsAllThrough = ({ effect, action, resource, principal, conditions }: Statement): boolean =>
  effect === "Allow" &&
  conditions.length === 0 &&
  isEverything(action.negated, action.patterns) &&
  (resource === undefined || isEverything(resource.negated, resource.patterns)) &&
  (principal === undefined ||
    (!principal.negated && principal.principals.some(({ value }) => value === "*")));

const isEverything = (negated: boolean, patterns: readonly string[]): boolean =>
  !negated && patterns.some((pattern) => /^(?:\*+|[a-z0-9-]+:\*+)$/i.test(pattern));
