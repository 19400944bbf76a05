import type { Access } from "../../policies/prove/question/access.js";
import { sourceKeysOf } from "../../policies/reference/facts/sourceKeys.js";
import { type CalledResource, callerLaw } from "../callerLaw.js";
import { keysIn, meeting, when, without } from "../meeting.js";

/** An account that a policy does not name. */
const stranger = "444455556666";

/** Keys that limit whose calls a service makes, in addition to those about the source. */
const alternatives = ["aws:sourceowner", "sts:externalid", "kms:calleraccount", "aws:sourceorgpaths"];

/**
 * A service principal is let in only for the own account or organization, where the service is known to send the keys that say
 * for which account it calls. Other services are left out: a condition on keys that they do not send would lock them out.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { confusedDeputy } from "planproof/properties";
 *
 * assert.equal(confusedDeputy.about, "resources");
 * ```
 */
export const confusedDeputy = callerLaw({
  id: "confused-deputy",
  sentence: "a service is let in only when it calls for the own account or organization",
  severity: "medium",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  remedy:
    "add a condition on aws:SourceArn or aws:SourceAccount with the resource or account that the service calls for",
  of: ["resource", "trust"],
  actions: ["*"],
  asks: ({ kind, principal }, resource) =>
    kind === "service" ? forStranger(principal, resource) : undefined,
  reason: ({ action, resource }, callers) =>
    `\`${action}\` is allowed on \`${resource}\` for ${callers}, also when it calls for another account`,
});

function forStranger(service: string, resource: CalledResource): Access | undefined {
  const called = resource.kind === "trust" ? "trust" : (resource.arns[0]?.split(":")[2] ?? "");
  const sent = sourceKeysOf(service, called);
  if (sent === undefined) return undefined;
  const arns = [`arn:*:*:*:${stranger}:*`, "arn:*:s3:::unnamed-example"];
  const keys = keysIn(resource);
  return meeting(
    sent === "account" ? without("aws:SourceArn") : when("ArnLike", "aws:SourceArn", arns),
    sent === "arn" ? without("aws:SourceAccount") : when("StringEquals", "aws:SourceAccount", [stranger]),
    without("aws:SourceOrgID"),
    ...alternatives.filter((key) => keys.includes(key)).map(without),
  );
}
