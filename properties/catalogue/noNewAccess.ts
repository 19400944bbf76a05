import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { allowedBy, forActions, inAll, withoutAccess } from "../allowedBy.js";
import { configurable } from "../configurable.js";
import { forbidden } from "../forbidden.js";
import { oncePerReference } from "../oncePerReference.js";

/**
 * Nothing is allowed after the change that was not allowed before it, but what is approved and, where access levels
 * are given, actions of others. For a new principal, and for
 * a source without a time before, everything is new.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noNewAccess } from "planproof/properties";
 *
 * assert.equal(noNewAccess.with({ approved: ["logs:*"] }).severity, "medium");
 * ```
 */
export const noNewAccess = configurable(
  {
    approved: { help: "action patterns that may be new", form: "action", default: [] },
    levels: {
      help: "access levels that may not be new; by default all; an action that is not listed is of each",
      form: "string",
      words: ["Write", "Permissions management", "Tagging", "Read", "List"],
      default: [],
    },
  },
  ({ approved, levels }) => {
    const ofOther = oncePerReference((reference) =>
      levels.length === 0 ? [] : ofOtherLevels(reference, levels),
    );
    return {
      ...forbidden({
        id: "no-new-access",
        sentence: "nothing is allowed after the change that was not allowed before it",
        severity: "medium",
        page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html",
        remedy: "remove the grant, or approve it in the parameter `approved`",
        what: "request that was not allowed before",
        access: ({ before, policies }, { reference }) => [
          inAll(
            allowedBy(policies),
            withoutAccess(allowedBy(before?.policies ?? { identity: [] })),
            withoutAccess(forActions([...approved, ...ofOther(reference)])),
          ),
        ],
        reason: ({ request: { action, resource } }) =>
          `\`${action}\` on \`${resource}\` is allowed after the change, and was not before`,
      }),
      monotone: ({ before }) =>
        (before?.bounds ?? undefined) === undefined && (before?.holes ?? []).length === 0,
    };
  },
);

const ofOtherLevels = (reference: ServiceReference, levels: readonly string[]): readonly string[] =>
  reference.services
    .flatMap((service) => reference.actionsOf(service))
    .filter(({ accessLevel }) => !levels.includes(accessLevel))
    .map(({ name }) => name);
