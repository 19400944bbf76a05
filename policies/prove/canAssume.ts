import type { HeldResource, PolicySet } from "../language/policySet.js";
import type { Answer } from "./answer.js";
import { findRequest } from "./findRequest.js";
import type { Access } from "./question/access.js";
import type { ProveOptions } from "./question/proveOptions.js";

/** Who would assume a role. */
export interface Assuming extends Omit<ProveOptions, "principal" | "among"> {
  readonly principal: string;
}

/**
 * Whether a principal may assume a role, by all policies that decide it: its identity policies, boundary, session
 * policy and SCPs, and the trust policy of the role. Found: the request by which it can.
 *
 * @param policies those of the principal
 * @param trust the role with its trust policy
 * @param assuming `callerKeys` are bound to the principal unless they are given
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { canAssume, parsePolicy } from "planproof/policies";
 *
 * const policyOf = (statement: object, kind: "identity" | "trust") => {
 *   const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), kind);
 *   assert(parsed.ok);
 *   return { source: kind, document: parsed.value };
 * };
 * const account = "111122223333";
 * const [job, admin] = ["job", "admin"].map((name) => `arn:aws:iam::${account}:role/${name}`);
 * const trust = policyOf({ Effect: "Allow", Principal: { AWS: job }, Action: "sts:AssumeRole" }, "trust");
 * const role = { address: "aws_iam_role.admin", arns: [admin!], actions: ["sts:*"], account, policies: [trust] };
 * assert.equal(canAssume({ identity: [] }, role, { principal: job! }).kind, "found");
 * assert.equal(canAssume({ identity: [] }, role, { principal: admin! }).kind, "empty");
 * ```
 */
export function canAssume(policies: PolicySet, trust: HeldResource, assuming: Assuming): Answer {
  const others = (policies.resources ?? []).filter(({ address }) => address !== trust.address);
  const assumed: Access = {
    kind: "matching",
    statement: {
      action: { negated: false, patterns: ["sts:AssumeRole*"] },
      resource: { negated: false, patterns: trust.arns },
    },
  };
  return findRequest(
    {
      kind: "both",
      parts: [{ kind: "of", policies: { ...policies, resources: [...others, trust] } }, assumed],
    },
    { callerKeys: "bound", ...assuming },
  );
}
