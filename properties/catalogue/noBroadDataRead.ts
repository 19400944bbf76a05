import { actionNames } from "../../policies/reference/facts/actionTable.js";
import { dataReads } from "../../policies/reference/facts/dataReads.js";
import type { ActionReference } from "../../policies/reference/serviceReference.js";
import { broadQuestions } from "../broadAccess.js";
import { configurable } from "../configurable.js";
import { grantsSomething } from "../grantingPolicies.js";
import { law } from "../law.js";
import { eachAction, listedByService, onResources } from "../listedActions.js";
import { oncePerReference } from "../oncePerReference.js";
import { RankedActions } from "../rankedActions.js";

/**
 * Reads of objects, secrets, parameters, tables and other data of customers are never allowed on all of them.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noBroadDataRead } from "planproof/properties";
 *
 * const secrets = noBroadDataRead.with({ actions: ["secretsmanager:GetSecretValue"] });
 * assert.equal(secrets.id, "no-broad-data-read");
 * ```
 */
export const noBroadDataRead = configurable(
  { actions: { help: "actions that read data", form: "action", default: actionNames(dataReads) } },
  ({ actions }) => {
    const actionsOf = oncePerReference(
      (reference) =>
        new RankedActions(eachAction(onResources(listedByService(reference, actions)), onSources)),
    );
    return law({
      id: "no-broad-data-read",
      sentence: "no action that reads data, secrets or parameters is allowed on all of them",
      severity: "high",
      preset: "recommended",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
      remedy: "name the buckets, tables, secrets or keys in the statement",
      appliesTo: grantsSomething,
      monotone: true,
      questions: (target, options) => broadQuestions({ actionsOf, what: "data" }, target, options),
    });
  },
);

/** A copy is made of its source: what it is named does not matter. */
function onSources(action: ActionReference): ActionReference {
  const types = dataReads.types?.[action.name]?.split(" ");
  if (types === undefined) return action;
  return { ...action, resourceTypes: action.resourceTypes.filter(({ name }) => types.includes(name)) };
}
