import { actionNames } from "../../policies/reference/facts/actionTable.js";
import { credentialIssues } from "../../policies/reference/facts/credentialIssues.js";
import { broadQuestions } from "../broadAccess.js";
import { configurable } from "../configurable.js";
import { confinement } from "../confinement.js";
import { grantsSomething } from "../grantingPolicies.js";
import { law } from "../law.js";
import { listedByService, onResources } from "../listedActions.js";
import { oncePerReference } from "../oncePerReference.js";
import { RankedActions } from "../rankedActions.js";

const meta = {
  id: "no-credential-issue",
  severity: "high",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_assumerole.html",
  remedy: "name the roles, users or databases whose credentials the principal needs",
} as const;

const issuesIn = oncePerReference(
  (reference) => new RankedActions(onResources(listedByService(reference, actionNames(credentialIssues)))),
);

/**
 * Actions that return credentials are not allowed on all resources, or, with `resources`, on no other than these.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_assumerole.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noCredentialIssue } from "planproof/properties";
 *
 * const deploy = noCredentialIssue.with({ resources: ["arn:aws:iam::*:role/deploy"] });
 * assert.match(deploy.sentence, /role\/deploy$/);
 * ```
 */
export const noCredentialIssue = configurable(
  {
    resources: {
      help: "the only resources whose credentials may be asked for; by default any that a policy names",
      form: "resource",
      default: [],
    },
  },
  ({ resources }) =>
    resources.length > 0
      ? {
          ...confinement({
            actions: actionNames(credentialIssues),
            resources,
            sentence: `actions that return credentials are allowed only on ${resources.join(", ")}`,
            id: meta.id,
          }),
          ...meta,
        }
      : law({
          ...meta,
          sentence: "no action that returns credentials is allowed on all resources",
          appliesTo: grantsSomething,
          monotone: true,
          questions: (target, options) =>
            broadQuestions(
              {
                actionsOf: issuesIn,
                what: "credentials",
              },
              target,
              options,
            ),
        }),
);
