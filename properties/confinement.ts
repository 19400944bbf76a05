import fc from "fast-check";
import { actionPool, coversAction } from "../generators/near/actionPool.js";
import { requestNear } from "../generators/requestNear.js";
import type { PolicySet } from "../policies/language/policySet.js";
import { type Access, difference } from "../policies/prove/question/access.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { allowing } from "./allowing.js";
import { grantingPolicies, grantsSomething } from "./grantingPolicies.js";
import { law } from "./law.js";
import type { Property, SearchOptions } from "./property.js";
import type { Question } from "./question.js";
import type { Target } from "./target.js";

export interface ConfinementOptions {
  /** action patterns */
  readonly actions: readonly string[];
  /** resource patterns; none means that the actions are never allowed */
  readonly resources: readonly string[];
  /** @defaultValue "confinement" */
  readonly id?: string;
  /** @defaultValue a sentence with the actions and the resources */
  readonly sentence?: string;
}

/**
 * Some actions are allowed on some resources only, or never.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { confinement } from "planproof/properties";
 *
 * const property = confinement({ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::jobs/*"] });
 * assert.equal(property.sentence, "s3:PutObject is allowed only on arn:aws:s3:::jobs/*");
 * ```
 */
export function confinement(options: ConfinementOptions): Property {
  const { actions, resources, id = "confinement" } = options;
  const asked = { ...options, all: allowing(actions, ["*"]), confined: allowing(actions, resources) };
  const where = resources.length === 0 ? "never allowed" : `allowed only on ${resources.join(", ")}`;
  return law({
    id,
    sentence: options.sentence ?? `${actions.join(", ")} is ${where}`,
    appliesTo: grantsSomething,
    monotone: true,
    questions: (target, search) => [outside(asked, target, search)],
  });
}

/** Actions that some patterns cover, those that the policies name among them. */
function actionsIn(
  patterns: readonly string[],
  policies: PolicySet,
  reference: ServiceReference,
): readonly string[] {
  const asked = { negated: false, patterns };
  const named = grantingPolicies(policies).flatMap(({ document }) =>
    document.statements.flatMap(({ action }) => actionPool(action, reference).inside),
  );
  return [...new Set([...actionPool(asked, reference).inside, ...named.filter(coversAction(asked))])];
}

/** A confinement, with what all of its questions share. */
interface Asked extends ConfinementOptions {
  /** the actions on any resource */
  readonly all: PolicySet;
  /** the actions on the resources */
  readonly confined: PolicySet;
}

function outside(
  { actions, resources, all, confined }: Asked,
  { policies: held, principal }: Target,
  { reference, universe = "any" }: SearchOptions,
): Question {
  const scope: Access = { kind: "of", policies: all };
  const elsewhere = difference(scope, { kind: "of", policies: confined });
  const limit =
    resources.length === 0 ? "and should not be on any" : `which is not one of ${resources.join(", ")}`;
  return {
    principal,
    scope,
    scopeName: `request for ${actions.join(", ")}`,
    violations: { kind: "both", parts: [{ kind: "of", policies: held }, elsewhere] },
    requests: () =>
      requestNear(resources.length === 0 ? held : [held, confined], {
        reference,
        principal,
        universe,
        actions: fc.constantFrom(...actionsIn(actions, held, reference)),
      }),
    decides: (prepare) => prepare(held),
    reason: ({ request }) => `\`${request.action}\` is allowed on \`${request.resource}\`, ${limit}`,
  };
}
