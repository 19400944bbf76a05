import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import { findManagedPolicy } from "../../policies/managed/findManagedPolicy.js";
import type { Property } from "../property.js";
import { strictSubset } from "../strictSubset.js";
import { restrictTo, tagGuardedStatements } from "../tagGuardedStatements.js";
import type { Target } from "../target.js";

/**
 * AWS Batch's service-linked policy, of any principal that has it: its tag-guarded statements grant strictly less
 * than the older service role policy does, in each of their actions.
 *
 * Source: https://docs.aws.amazon.com/batch/latest/userguide/security-iam-awsmanpol.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { check, loadSource } from "planproof";
 * import { batchGuardedSubset } from "planproof/properties";
 *
 * const source = await loadSource("managed:BatchServiceRolePolicy");
 * const report = await check(source, { properties: [batchGuardedSubset] });
 * assert(report.ok);
 * assert.equal(report.value.verdicts[0]?.outcome.verdict, "holds");
 * ```
 */
export const batchGuardedSubset: Property = {
  id: "batch-guarded-subset",
  sentence:
    "BatchServiceRolePolicy restricted to its tag-guarded statements is a strict subset of AWSBatchServiceRole, action by action",
  severity: "high",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/batch/latest/userguide/security-iam-awsmanpol.html",
  remedy: "keep the service-linked policy as it is, and report what AWS added to it",
  appliesTo: (target) => serviceLinkedPolicy(target) !== undefined,
  independent: true,
  prove: (target, options) => guardedSubset(serviceLinkedPolicy(target)!).prove!(target, options),
  search: (target, options) => guardedSubset(serviceLinkedPolicy(target)!).search(target, options),
};

/** The headline law of one version of the service-linked policy and one of the service role policy. */
export function guardedSubset(serviceLinked: Policy, serviceRole: Policy = newestServiceRole()): Property {
  const guarded = new Set(tagGuardedStatements(serviceLinked.document));
  const document = restrictTo(serviceLinked.document, (statement) => guarded.has(statement));
  return strictSubset({
    left: setOf({ source: `${serviceLinked.source}#tag-guarded`, document }),
    whole: setOf(serviceLinked),
    within: setOf(serviceRole),
    by: "action",
    id: batchGuardedSubset.id,
    sentence: batchGuardedSubset.sentence,
  });
}

const serviceLinkedPolicy = ({ policies }: Target): Policy | undefined =>
  policies.identity.find(({ source }) => source.startsWith("managed:BatchServiceRolePolicy"));

function newestServiceRole(): Policy {
  const policy = findManagedPolicy("AWSBatchServiceRole");
  if (policy === undefined) throw new Error("AWSBatchServiceRole is not bundled");
  return { source: `managed:${policy.name}@${policy.version}`, document: policy.document };
}

const setOf = (policy: Policy): PolicySet => ({ identity: [policy] });
