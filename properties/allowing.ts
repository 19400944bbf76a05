import { allowStatement } from "../policies/language/allowStatement.js";
import type { Condition } from "../policies/language/policyDocument.js";
import type { PolicySet } from "../policies/language/policySet.js";

/**
 * A policy set that allows some actions on some resources, for asking the evaluator or the prover what
 * patterns cover.
 *
 * @param conditions @defaultValue none
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { allowing } from "planproof/properties";
 *
 * const [policy] = allowing(["s3:GetObject"], ["arn:aws:s3:::jobs/*"]).identity;
 * assert.equal(policy?.document.statements.length, 1);
 * ```
 */
export const allowing = (
  actions: readonly string[],
  resources: readonly string[],
  conditions: readonly Condition[] = [],
): PolicySet => ({
  identity: [
    {
      source: "asked",
      document: {
        version: "2012-10-17",
        statements: [allowStatement(actions, resources, { conditions })],
      },
    },
  ],
});
