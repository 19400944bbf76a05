import { findManagedPolicy } from "../../policies/managed/findManagedPolicy.js";
import type { Property } from "../property.js";
import { refutedBecause } from "../refutedBecause.js";

/**
 * No service-linked policy of AWS is attached to a principal: AWS keeps it for the role of its service, and refuses to
 * attach it to any other.
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
  sentence: "no service-linked policy of AWS is attached to a principal",
  severity: "error",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/batch/latest/userguide/security-iam-awsmanpol.html",
  remedy: "remove the attachment; the service makes its service-linked role with the policy",
  independent: true,
  appliesTo: ({ policies, address }) =>
    address.resource !== undefined && policies.identity.some(({ source }) => source.startsWith("managed:")),
  search: ({ policies }) =>
    refutedBecause(
      policies.identity.flatMap(({ source }) => {
        const found = source.startsWith("managed:")
          ? findManagedPolicy(source.slice(8).split("@")[0]!)
          : undefined;
        return found?.arn.includes("/aws-service-role/") === true
          ? [
              `\`${found.name}\` is for the service-linked role of its service, and AWS attaches it to no other principal`,
            ]
          : [];
      }),
    ),
};
