import { parseIpRange } from "../../policies/language/ipRange.js";
import type { Access } from "../../policies/prove/question/access.js";
import { forActions, inAll, inAny } from "../allowedBy.js";
import { configurable } from "../configurable.js";
import { forbidden } from "../forbidden.js";
import { meeting, when, without } from "../meeting.js";

/**
 * Some actions are allowed only to requests in which a context key has one of some values, such as those with MFA or
 * through a VPC endpoint. A missing key does not pass, regardless of how the condition is written, where AWS does not
 * send it in each request. Values of true and false are compared as such, and ranges of addresses as ranges.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { conditionGuard } from "planproof/properties";
 *
 * const mfa = { actions: ["iam:*"], key: ["aws:MultiFactorAuthPresent"], values: ["true"] };
 * assert.equal(
 *   conditionGuard.with(mfa).sentence,
 *   "iam:* is allowed only where aws:MultiFactorAuthPresent is true",
 * );
 * ```
 */
export const conditionGuard = configurable(
  {
    actions: { help: "the actions", form: "action" },
    key: { help: "the context key", form: "key" },
    values: { help: "the values that pass, patterns of them, or ranges of addresses", form: "string" },
  },
  ({ actions, key: [key = "aws:MultiFactorAuthPresent"], values }) =>
    forbidden({
      id: "condition-guard",
      sentence:
        actions.length === 0
          ? "the actions given are allowed only where a context key passes"
          : `${actions.join(", ")} is allowed only where ${key} is ${values.join(" or ")}`,
      severity: "medium",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
      remedy: "add a condition on the key that a missing key does not pass, without IfExists",
      what: "request without the key",
      access: () => [inAll(forActions(actions), inAny(...failing(key, values)))],
      reason: ({ request: { action, context } }) =>
        context[key] === undefined
          ? `\`${action}\` is allowed without ${key}`
          : `\`${action}\` is allowed with ${key} ${String(context[key])}`,
    }),
);

/** The requests that do not pass: without the key, where AWS does not always send it, or with another value. */
function failing(key: string, values: readonly string[]): readonly Access[] {
  // not with an empty value, which AWS does not send
  const missing = alwaysSent.has(key.toLowerCase())
    ? []
    : [meeting(without(key), when("StringNotEquals", key, [""]))];
  if (isNamed.test(key) && values.every(isBoolean)) {
    const others = ["true", "false"].filter((one) => !values.some((value) => value.toLowerCase() === one));
    return [...missing, ...(others.length === 0 ? [] : [meeting(when("Bool", key, others))])];
  }
  const isRanges = values.every((value) => parseIpRange(value) !== undefined);
  const other = isRanges ? "NotIpAddress" : "StringNotLike";
  return [...missing, meeting(when(other, key, values), when("Null", key, ["false"]))];
}

/** Not a tag, which is any string. */
const isNamed = /^[^:/]+:[^:/]+$/;

const isBoolean = (value: string): boolean => /^(?:true|false)$/i.test(value);

/**
 * Keys, in lower case, of each request that a principal signs.
 *
 * Source, 2026-11-25: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const alwaysSent: ReadonlySet<string> = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalisawsservice",
  "aws:principaltype",
  "aws:requestedregion",
  "aws:securetransport",
  "aws:userid",
  "aws:viaawsservice",
]);
