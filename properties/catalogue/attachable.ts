import { readCaller } from "../../policies/evaluate/caller.js";
import { findManagedPolicy } from "../../policies/managed/findManagedPolicy.js";
import { serviceRolePolicies } from "../../policies/reference/facts/serviceRolePolicies.js";
import { trustsService } from "../escalation/trustsService.js";
import type { Outcome, Property } from "../property.js";
import { refutedBecause } from "../refutedBecause.js";
import type { Target } from "../target.js";

/**
 * No service-linked policy of AWS is attached to a principal: AWS keeps it for the role of its service, and refuses to
 * attach it to any other. A role with a policy for the role of a service can be assumed by that service: if not, it is
 * a note, as AWS takes the attachment.
 *
 * Source: https://docs.aws.amazon.com/batch/latest/userguide/security-iam-awsmanpol.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { attachable } from "planproof/properties";
 *
 * assert.equal(attachable.severity, "error");
 * ```
 */
export const attachable: Property = {
  id: "attachable",
  sentence: "no service-linked policy of AWS is attached to a principal, and services can assume their roles",
  severity: "error",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/batch/latest/userguide/security-iam-awsmanpol.html",
  remedy: "remove the attachment, or let the service of the policy assume the role",
  independent: true,
  appliesTo: ({ policies, address }) =>
    address.resource !== undefined && policies.identity.some(({ source }) => source.startsWith("managed:")),
  search: (target) => {
    const names = target.policies.identity.flatMap(({ source }) =>
      source.startsWith("managed:") ? source.slice(8).split("@")[0]! : [],
    );
    const refused = names.flatMap((name) => {
      const found = findManagedPolicy(name);
      return found?.arn.includes("/aws-service-role/") === true
        ? `\`${found.name}\` is for the service-linked role of its service, and AWS attaches it to no other principal`
        : [];
    });
    const idle = names.flatMap((name) => withoutService(name, target));
    return refused.length > 0 ? refutedBecause([...refused, ...idle]) : note(refutedBecause(idle));
  },
};

const note = (outcome: Outcome): Outcome =>
  outcome.verdict === "refuted" ? { ...outcome, severity: "note" } : outcome;

/** That the service of a policy cannot assume the role, where its trust policy is known. */
function withoutService(name: string, { principal, trust, address }: Target): readonly string[] {
  const service = serviceRolePolicies.get(name);
  if (service === undefined || trust === undefined) return [];
  const role = { address: address.resource ?? "", arns: [principal], actions: ["sts:*"], policies: [trust] };
  return trustsService(role, service, { account: readCaller(principal).account, isKnown: false })
    ? []
    : [`\`${name}\` is for a role of ${service}, which \`${trust.source}\` does not let in`];
}
