import type { Statement } from "../../policies/language/policyDocument.js";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import { findRequest } from "../../policies/prove/findRequest.js";
import { isProvedEmpty } from "../../policies/prove/isProvedEmpty.js";
import { plainRequests } from "../../policies/prove/plainRequests.js";
import { difference } from "../../policies/prove/question/access.js";
import { Prover } from "../../policies/prove/question/prover.js";
import { Budget } from "../../policies/prove/sets/budget.js";
import { allowedBy } from "../allowedBy.js";
import { hasUnknownDocument } from "../knownDocuments.js";
import { lawProver } from "../lawProver.js";
import type { Property, SearchOptions } from "../property.js";
import { type Fault, faultIn, refutedBecause } from "../refutedBecause.js";
import type { Target } from "../target.js";
import { nameStatement } from "../writtenStatements.js";

/**
 * No Allow statement of an identity policy is contained in the others of its document: it can be removed without a
 * change of access. It is decided by proof.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-statement
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noRedundantStatement } from "planproof/properties";
 *
 * assert.equal(noRedundantStatement.severity, "note");
 * ```
 */
export const noRedundantStatement: Property = {
  id: "no-redundant-statement",
  sentence: "no statement is contained in the others of its document",
  severity: "note",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-statement",
  excepts: "statements",
  remedy: "remove the statement: the others of its document allow as much",
  written: "all",
  appliesTo: (target) => hasUnknownDocument(target) || target.policies.identity.some(isWorthAsking),
  search: (target, options) => refutedBecause(redundantIn(target, options)),
};

/**
 * Steps to find out which of the redundant statements match no request: some four that allow all actions. Where they are
 * used up, such a statement is reported by two laws.
 */
const deadSteps = 30_000;

const allowsOf = ({ document }: Policy): readonly Statement[] =>
  document.statements.filter(({ effect }) => effect === "Allow");

const isWorthAsking = (policy: Policy): boolean =>
  !policy.source.startsWith("managed:") && allowsOf(policy).length > 1;

function redundantIn(target: Target, options: SearchOptions): readonly Fault[] {
  const prover = lawProver(target, options);
  const brief = new Prover({ ...prover, budget: new Budget(deadSteps) }, prover);
  return target.policies.identity.filter(isWorthAsking).flatMap((policy) =>
    allowsOf(policy)
      .filter((statement) => {
        const others = allowsOf(policy).filter((one) => one !== statement);
        const added = difference(allowedBy(only(policy, [statement])), allowedBy(only(policy, others)));
        // a statement that matches no request that AWS could send is reported by `no-dead-grant`
        return (
          isProvedEmpty(added, prover, plainRequests(statement, prover)) &&
          findRequest(allowedBy(only(policy, [statement])), brief).kind !== "empty"
        );
      })
      .map((statement) => {
        const named = nameStatement({ source: policy.source, document: policy.document, statement });
        return faultIn(
          { source: policy.source, statement },
          `${named} grants nothing that the other statements of the document do not`,
        );
      }),
  );
}

const only = ({ source, document }: Policy, statements: readonly Statement[]): PolicySet => ({
  identity: [{ source, document: { ...document, statements } }],
});
