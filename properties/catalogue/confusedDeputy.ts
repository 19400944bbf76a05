import type { Condition } from "../../policies/language/policyDocument.js";
import type { CallerClass } from "../../policies/prove/callers/callerClass.js";
import { unnamedAccount } from "../../policies/prove/callers/callerClasses.js";
import type { Access } from "../../policies/prove/question/access.js";
import { type SourceKeys, sourceKeysOf } from "../../policies/reference/facts/sourceKeys.js";
import { type CalledResource, callerLaw } from "../callerLaw.js";
import {
  differing,
  type FixedKey,
  fixedId,
  fixedPaths,
  fromElsewhere,
  outsideFixed,
} from "../fromElsewhere.js";
import { conditionsIn, keysIn, meeting, when, without } from "../meeting.js";

/** Keys that limit whose calls a service makes, in addition to those about the source. */
const alternatives = ["aws:sourceowner", "sts:externalid", "kms:calleraccount"];

const organizations: ReadonlyMap<string, FixedKey> = new Map([
  ["aws:sourceorgid", fixedId],
  ["aws:sourceorgpaths", fixedPaths],
]);

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
  mayName: "anyService",
  actions: ["*"],
  asks: forStranger,
  reason: ({ action, resource }, callers) =>
    `\`${action}\` is allowed on \`${resource}\` for ${callers}, also when it calls for another account`,
});

/** Keys by which a policy for everyone lets services in, and these alone. */
const ofServices = ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:principalisawsservice"];

function forStranger(callers: CallerClass, resource: CalledResource): Access | undefined {
  const keys = keysIn(resource);
  const sent = sentBy(callers, resource, keys);
  if (sent === undefined) return undefined;
  return meeting(
    ...sourceOf(sent, unnamedAccount(accountsIn(resource))),
    ...outsideFixed(resource.policies, organizations),
    ...differing(resource.policies, "aws:SourceOrgID", "aws:ResourceOrgID"),
    ...alternatives.filter((key) => keys.includes(key)).map(without),
    ...(callers.kind === "service" ? [] : fromElsewhere(resource.policies)),
  );
}

function sentBy(
  { kind, principal }: CallerClass,
  { kind: called, arns }: CalledResource,
  keys: readonly string[],
): SourceKeys | undefined {
  if (kind === "service")
    return sourceKeysOf(principal, called === "trust" ? "trust" : (arns[0]?.split(":")[2] ?? ""));
  const isAsked = kind === "anyService" && called === "resource";
  return isAsked && ofServices.some((key) => keys.includes(key)) ? "both" : undefined;
}

/** A resource of an account, or a bucket of a name that is free: the ARN of a bucket names no account. */
const sourceOf = (sent: SourceKeys, account: string): readonly Condition[] => [
  ...(sent === "account"
    ? [without("aws:SourceArn")]
    : [
        when("ArnLike", "aws:SourceArn", [`arn:*:*:*:${account}:*`, "arn:*:s3:::*unnamed-example*"]),
        when("ArnNotLike", "aws:SourceArn", ["arn:*:s3:*:?*:*"]),
      ]),
  sent === "arn" ? without("aws:SourceAccount") : when("StringEquals", "aws:SourceAccount", [account]),
];

const accountsIn = ({ policies }: CalledResource): readonly string[] =>
  conditionsIn(policies).flatMap(({ values }) => values.flatMap((value) => value.match(/\d{12}/g) ?? []));
