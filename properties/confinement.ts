import fc from "fast-check";
import { actionPool } from "../generators/actionPool.js";
import { requestNear } from "../generators/requestNear.js";
import { compile } from "../policies/evaluate/compile.js";
import { type Access, difference } from "../policies/prove/access.js";
import { allowing } from "./allowing.js";
import { findCounterexample } from "./findCounterexample.js";
import type { Outcome, Property, SearchOptions } from "./property.js";
import { settle } from "./settle.js";
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

/** Some actions are allowed on some resources only, or never. */
export const confinement = (options: ConfinementOptions): Property => {
  const { actions, resources, id = "confinement" } = options;
  const where = resources.length === 0 ? "never allowed" : `allowed only on ${resources.join(", ")}`;
  return {
    id,
    sentence: options.sentence ?? `${actions.join(", ")} is ${where}`,
    appliesTo: ({ policies, holes }) =>
      policies.identity.length > 0 || holes.length > 0 || policies.resource !== undefined,
    monotone: true,
    search: (target, search) => settle(target, [searchOutside(options, target, search)]),
  };
};

const searchOutside = (
  { actions, resources }: ConfinementOptions,
  { policies: held, principal }: Target,
  options: SearchOptions,
): Outcome => {
  const { reference, universe } = options;
  const confined = allowing(actions, resources);
  const scope: Access = { kind: "of", policies: allowing(actions, ["*"]) };
  const outside = difference(scope, { kind: "of", policies: confined });
  const names = actionPool({ negated: false, patterns: actions }, reference).inside;
  return findCounterexample(
    {
      principal,
      scope,
      scopeName: `request for ${actions.join(", ")}`,
      violations: { kind: "both", parts: [{ kind: "of", policies: held }, outside] },
      requests: requestNear(resources.length === 0 ? held : [held, confined], {
        reference,
        principal,
        ...(universe && { universe }),
        actions: fc.constantFrom(...names),
      }),
      decides: compile(held),
      reason: ({ request }) => {
        const limit =
          resources.length === 0 ? "and should be on none" : `which is none of ${resources.join(", ")}`;
        return `\`${request.action}\` is allowed on \`${request.resource}\`, ${limit}`;
      },
    },
    options,
  );
};
