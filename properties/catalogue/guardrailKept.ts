import { actionNames } from "../../policies/reference/facts/actionTable.js";
import { protectiveCalls } from "../../policies/reference/facts/protectiveCalls.js";
import { broadQuestions } from "../broadAccess.js";
import { configurable } from "../configurable.js";
import { grantsSomething } from "../grantingPolicies.js";
import { law } from "../law.js";
import { listedByService } from "../listedActions.js";
import { namesTarget } from "../namesTarget.js";
import { oncePerReference } from "../oncePerReference.js";
import { RankedActions } from "../rankedActions.js";

/**
 * No principal but the named can switch off what protects the account: trails, detectors, recorders, backups, logs and
 * public access blocks. An action that can name a resource counts where it is allowed on all of them.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { guardrailKept } from "planproof/properties";
 *
 * assert.equal(guardrailKept.with({ actions: ["cloudtrail:StopLogging"] }).id, "guardrail-kept");
 * ```
 */
export const guardrailKept = configurable(
  {
    actions: { help: "the actions that protect", form: "action", default: actionNames(protectiveCalls) },
    breakGlass: { help: "the principals that may, by address or ARN", form: "principal", default: [] },
  },
  ({ actions, breakGlass }) => {
    const actionsOf = oncePerReference((reference) => new RankedActions(listedByService(reference, actions)));
    return law({
      id: "guardrail-kept",
      sentence: "no principal can switch off what protects the account",
      severity: "high",
      preset: "recommended",
      page: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html",
      remedy:
        "remove the action or name its resources, deny it by an SCP, or name the principal in the parameter `breakGlass`",
      names: breakGlass,
      appliesTo: (target) => grantsSomething(target) && !breakGlass.some((name) => namesTarget(name, target)),
      monotone: true,
      questions: (target, options) =>
        broadQuestions({ actionsOf, what: "a protective call" }, target, options),
    });
  },
);
