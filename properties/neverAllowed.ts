import { requestNear } from "../generators/requestNear.js";
import type { PolicySet } from "../policies/language/policySet.js";
import type { Access, MatchedStatement } from "../policies/prove/question/access.js";
import { allowedBy, inAll } from "./allowedBy.js";
import { allowing } from "./allowing.js";
import { grantsSomething } from "./grantingPolicies.js";
import { law } from "./law.js";
import type { Property } from "./property.js";

export interface NeverAllowedOptions {
  /** kebab-case, unique */
  readonly id: string;
  /** the law in one line */
  readonly sentence: string;
  /** the requests that must not be allowed */
  readonly access: Access;
}

/**
 * A law of one's own: none of some requests is allowed, searched and proved as the built-in properties are.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { allowedBy, allowing, checkProperty, neverAllowed } from "planproof/properties";
 * import { emptyServiceReference } from "planproof/policies";
 *
 * const keepsBackups = neverAllowed({
 *   id: "keeps-backups",
 *   sentence: "backups are never deleted",
 *   access: allowedBy(allowing(["s3:Delete*"], ["arn:aws:s3:::backups/*"])),
 * });
 * const target = {
 *   address: { source: "job" },
 *   principal: "arn:aws:iam::111122223333:role/job",
 *   policies: allowing(["s3:*"], ["*"]),
 *   holes: [],
 * };
 * const options = { seed: 1, runs: 100, reference: emptyServiceReference };
 * assert.equal(checkProperty(keepsBackups, target, options).verdict, "refuted");
 * ```
 */
export const neverAllowed = ({ id, sentence, access }: NeverAllowedOptions): Property =>
  law({
    id,
    sentence,
    appliesTo: grantsSomething,
    monotone: true,
    questions: ({ policies, principal }, { reference, universe = "any" }) => [
      {
        principal,
        scope: access,
        scopeName: "request that must not be allowed",
        violations: inAll(allowedBy(policies), access),
        requests: () => requestNear([...setsIn(access), policies], { reference, principal, universe }),
        decides: (prepare) => prepare(policies),
        reason: ({ request }) => `\`${request.action}\` is allowed on \`${request.resource}\``,
      },
    ],
  });

/** Policy sets near which the requests of an access are. */
function setsIn(access: Access): readonly PolicySet[] {
  if (access.kind === "of") return [access.policies];
  if (access.kind === "actions") return [allowing(access.patterns, ["*"])];
  if (access.kind === "matching") return [setOf(access.statement)];
  return access.kind === "not" || access.kind === "as" || access.kind === "asking"
    ? setsIn(access.part)
    : access.parts.flatMap(setsIn);
}

const setOf = ({ action, resource, conditions = [] }: MatchedStatement): PolicySet => {
  const [policy] = allowing(["*"], ["*"], conditions).identity;
  const [statement] = policy!.document.statements;
  const matched = { ...statement!, ...(action && { action }), ...(resource && { resource }) };
  return { identity: [{ ...policy!, document: { ...policy!.document, statements: [matched] } }] };
};
