import { requestNear } from "../generators/requestNear.js";
import { authorize } from "../policies/evaluate/authorize.js";
import { compile } from "../policies/evaluate/compile.js";
import type { PolicySet } from "../policies/language/policySet.js";
import { difference } from "../policies/prove/access.js";
import type { Outcome, Property, SearchOptions } from "./property.js";
import { searchCounterexample } from "./searchCounterexample.js";
import { settle } from "./settle.js";
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

/** Every request that one side allows, the other allows too. */
export const containedIn = ({ of, within, id = "contained-in", sentence }: ContainedInOptions): Property => ({
  id,
  sentence: sentence ?? `nothing is allowed that ${namesOf(within)} does not allow`,
  appliesTo: () => true,
  monotone: of === undefined,
  search: (target, options) =>
    settle(target, [searchContainment({ left: of ?? target.policies, within, target }, options)]),
});

/** Two sides and the target whose principal asks. */
export interface Sides {
  readonly left: PolicySet;
  readonly within: PolicySet;
  readonly target: Target;
}

/** Searches a request that the left side allows and the other does not. */
export const searchContainment = ({ left, within, target }: Sides, options: SearchOptions): Outcome => {
  const [smaller, larger] = [compile(left), compile(within)];
  const { principal } = target;
  return searchCounterexample(
    {
      requests: requestNear([left, within], { reference: options.reference, principal }),
      premise: (request) => authorize(smaller, request) === "allowed",
      premiseName: "allowed request",
      breaks: (request) => authorize(larger, request) !== "allowed",
      decides: smaller,
      violations: {
        access: difference({ kind: "of", policies: left }, { kind: "of", policies: within }),
        principal,
      },
      reason: ({ request }) =>
        `\`${request.action}\` on \`${request.resource}\` is allowed, and not by ${namesOf(within)}`,
    },
    options,
  );
};

/** How people name a policy set: its identity policies. */
export const namesOf = ({ identity }: PolicySet): string =>
  identity.map(({ source }) => `\`${source}\``).join(" and ") || "no policy at all";
