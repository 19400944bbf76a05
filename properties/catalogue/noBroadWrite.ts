import type { ActionReference } from "../../policies/reference/serviceReference.js";
import { broadQuestions } from "../broadAccess.js";
import { configurable } from "../configurable.js";
import { grantsSomething } from "../grantingPolicies.js";
import { law } from "../law.js";
import { eachAction, onResources } from "../listedActions.js";
import { oncePerReference } from "../oncePerReference.js";
import { RankedActions } from "../rankedActions.js";

const levels = ["Write", "Permissions management", "Tagging", "Read", "List"] as const;

/**
 * No action of some access levels that can name resources is allowed on all of them.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noBroadWrite } from "planproof/properties";
 *
 * assert.equal(noBroadWrite.severity, "medium");
 * ```
 */
export const noBroadWrite = configurable(
  {
    levels: {
      help: "access levels of the service reference",
      form: "string",
      words: levels,
      default: ["Write", "Permissions management"],
    },
  },
  (values) => {
    const wanted = new Set<string>(values.levels);
    const ofLevel = (action: ActionReference) => (wanted.has(action.accessLevel) ? action : undefined);
    const actionsOf = oncePerReference(
      (reference) => new RankedActions(onResources(eachAction(reference, ofLevel))),
    );
    return law({
      id: "no-broad-write",
      sentence: "no action that changes resources or their permissions is allowed on all of them",
      severity: "medium",
      preset: "recommended",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
      remedy: "name the resources in the statement, or limit them by a condition such as aws:ResourceTag",
      appliesTo: grantsSomething,
      monotone: true,
      questions: (target, options) => broadQuestions({ actionsOf, what: "a change" }, target, options),
    });
  },
);
