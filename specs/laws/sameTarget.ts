import type { Extraction } from "../../harness/plan/extraction.js";
import { narrowToAddress } from "../../harness/plan/source/narrowToAddress.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import type { Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";

const bucketPolicy = "aws_s3_bucket_policy.b";

/** The targets of a plan, with the policy of its bucket. */
export function targetsOf(extraction: Extraction): readonly Target[] {
  const bucket = narrowToAddress(extraction, { source: "plan.json", resource: bucketPolicy });
  return [...extraction.targets, ...(bucket.ok ? bucket.value.targets : [])];
}

/** The target of the same address; a policy that only later turns out to be held is looked at separately. */
export function sameTarget({ address, principal }: Target, closed: Extraction): Target | undefined {
  const found = closed.targets.find((target) => printAddress(target.address) === printAddress(address));
  if (found !== undefined) return { ...found, principal };
  const narrowed = narrowToAddress(closed, address);
  const [only] = narrowed.ok ? narrowed.value.targets : [];
  return only && { ...only, principal };
}

export const isAllowed = (policies: PolicySet, request: Request): boolean =>
  authorize(compile(policies), request) === "allowed";
