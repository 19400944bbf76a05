import { forActions, inAll, inAny } from "../allowedBy.js";
import { configurable } from "../configurable.js";
import { forbidden } from "../forbidden.js";
import { meeting, when, without } from "../meeting.js";

/**
 * Some actions are allowed only to requests in which a context key has one of some values, such as those with MFA or
 * through a VPC endpoint. A missing key does not pass, regardless of how the condition is written.
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
    values: { help: "the values that pass, or patterns of them", form: "string" },
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
      access: () => [
        inAll(
          forActions(actions),
          inAny(
            meeting(without(key)),
            meeting(when("StringNotLike", key, values), when("Null", key, ["false"])),
          ),
        ),
      ],
      reason: ({ request: { action, context } }) =>
        context[key] === undefined
          ? `\`${action}\` is allowed without ${key}`
          : `\`${action}\` is allowed with ${key} ${String(context[key])}`,
    }),
);
