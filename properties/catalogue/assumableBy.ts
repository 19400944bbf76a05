import { readCaller } from "../../policies/evaluate/caller.js";
import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import type { Condition } from "../../policies/language/policyDocument.js";
import type { CallerClass } from "../../policies/prove/callers/callerClass.js";
import { callerLaw } from "../callerLaw.js";
import { configurable } from "../configurable.js";
import { meeting, when } from "../meeting.js";

/**
 * Roles can be assumed only by listed principals, accounts and services. An account covers every principal that it
 * allows to assume the role.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { assumableBy } from "planproof/properties";
 *
 * assert.equal(assumableBy.with({ principals: ["ec2.amazonaws.com"] }).id, "assumable-by");
 * ```
 */
export const assumableBy = configurable(
  {
    principals: {
      help: "who may assume roles: ARNs or patterns, account IDs, services and identity providers",
      form: "caller",
    },
  },
  ({ principals }) =>
    callerLaw({
      id: "assumable-by",
      sentence: `roles can be assumed by ${principals.join(", ") || "the principals given"} only`,
      severity: "high",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      remedy: "remove the principal from the trust policy, or name it in the parameter `principals`",
      of: ["trust"],
      actions: ["sts:AssumeRole*"],
      asks: (callers) =>
        principals.some((one) => covers(one, callers)) ? undefined : meeting(...unlikeAny(principals)),
      reason: ({ resource }, callers) => `\`${resource}\` can be assumed by ${callers}`,
    }),
);

/** Of the principals of an account, those that are given may. */
function unlikeAny(principals: readonly string[]): readonly Condition[] {
  const arns = principals.filter((one) => one.startsWith("arn:"));
  return arns.length === 0 ? [] : [when("StringNotLike", "aws:PrincipalArn", arns)];
}

function covers(pattern: string, { kind, principal }: CallerClass): boolean {
  const isAny = kind === "everyone" || kind.startsWith("any");
  if (/^\d{12}$/.test(pattern)) return !isAny && readCaller(principal).account === pattern;
  if (isAny || kind === "ownAccount" || kind === "ownPrincipals" || kind === "account")
    return pattern === "*";
  const glob = compileGlob(pattern);
  return matchGlob(glob, principal) || matchGlob(glob, roleOf(principal));
}

/** Of a session, the ARN of its role but for the path. */
const roleOf = (principal: string): string =>
  principal.replace(/^(arn:[^:]*:)sts(::\d*:)assumed-role\/([^/]*)\/.*$/s, "$1iam$2role/$3");
