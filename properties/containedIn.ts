import { requestNear } from "../generators/requestNear.js";
import type { PolicySet } from "../policies/language/policySet.js";
import { type Access, difference } from "../policies/prove/question/access.js";
import { law } from "./law.js";
import type { Property, SearchOptions } from "./property.js";
import type { Question } from "./question.js";
import type { Target } from "./target.js";

export interface ContainedInOptions {
  /** the smaller side; @defaultValue everything the target holds */
  readonly of?: PolicySet;
  /** the larger side */
  readonly within: PolicySet;
  /** @defaultValue "contained-in" */
  readonly id?: string;
  /** @defaultValue a sentence with the names of the larger side's policies */
  readonly sentence?: string;
}

/**
 * Every request that one side allows, the other allows too.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { allowing, containedIn } from "planproof/properties";
 *
 * const property = containedIn({ within: allowing(["s3:*"], ["*"]), id: "only-s3" });
 * assert.equal(property.id, "only-s3");
 * ```
 */
export const containedIn = ({ of, within, id = "contained-in", sentence }: ContainedInOptions): Property =>
  law({
    id,
    sentence: sentence ?? `nothing is allowed that ${namesOf(within)} does not allow`,
    appliesTo: () => true,
    monotone: of === undefined,
    independent: of !== undefined,
    questions: (target, options) => [containment({ left: of ?? target.policies, within, target }, options)],
  });

/** Two sides and the target whose principal asks. */
export interface Sides {
  readonly left: PolicySet;
  readonly within: PolicySet;
  readonly target: Pick<Target, "principal"> & Pick<Question, "among" | "resourceAccount">;
}

/** Whether the left side allows a request that the other does not. */
export function containment(
  { left, within, target: { principal, among, resourceAccount } }: Sides,
  { reference, universe = "any" }: SearchOptions,
): Question {
  const scope: Access = { kind: "of", policies: left };
  const caller = { ...(among && { among }), ...(resourceAccount !== undefined && { resourceAccount }) };
  return {
    principal,
    ...caller,
    scope,
    scopeName: "allowed request",
    violations: difference(scope, { kind: "of", policies: within }),
    requests: () =>
      requestNear([left, within], {
        reference,
        principal,
        universe,
        ...(resourceAccount !== undefined && { resourceAccount }),
      }),
    decides: (prepare) => prepare(left),
    reason: ({ request }) =>
      `\`${request.action}\` on \`${request.resource}\` is allowed, and not by ${namesOf(within)}`,
  };
}

/** A policy set as messages name it: by its identity policies. */
export const namesOf = ({ identity }: PolicySet): string =>
  identity.map(({ source }) => `\`${source}\``).join(" and ") || "no policy at all";
