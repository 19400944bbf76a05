import fc from "fast-check";
import { actionPool } from "../generators/actionPool.js";
import { requestNear } from "../generators/requestNear.js";
import { authorize } from "../policies/evaluate/authorize.js";
import { compile } from "../policies/evaluate/compile.js";
import type { PolicySet } from "../policies/language/policySet.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { namesOf, searchContainment } from "./containedIn.js";
import type { Outcome, Property, SearchOptions } from "./property.js";
import { settle } from "./settle.js";
import type { Target } from "./target.js";

export interface StrictSubsetOptions {
  /** the smaller side */
  readonly left: PolicySet;
  /** what must deny the difference: the policies that `left` is a part of; @defaultValue `left` itself */
  readonly whole?: PolicySet;
  /** the larger side */
  readonly within: PolicySet;
  /** `action`: there is a difference in each action that `left` grants; @defaultValue in one of them */
  readonly by?: "action";
  /** @defaultValue "strict-subset" */
  readonly id?: string;
  /** @defaultValue a sentence with the names of both sides */
  readonly sentence?: string;
}

/**
 * The left side is contained in the other, which allows more. Search proves the second half by example; where
 * it finds none the outcome is undecided, for there might be one.
 */
export const strictSubset = (options: StrictSubsetOptions): Property => {
  const { left, within, by, id = "strict-subset" } = options;
  const byAction = by === undefined ? "" : ", action by action";
  return {
    id,
    sentence: options.sentence ?? `${namesOf(left)} is a strict subset of ${namesOf(within)}${byAction}`,
    appliesTo: () => true,
    search: (target, search) =>
      settle(target, [
        searchContainment({ left, within, target }, search),
        searchDifferences(options, target, search),
      ]),
  };
};

/** The least number of requests to look for the difference in one action. */
const fewestRuns = 200;

/** Collects the actions in which a difference turns up, until there are enough of them. */
const searchDifferences = (
  { left, whole = left, within, by }: StrictSubsetOptions,
  { principal }: Target,
  { seed, runs, reference }: SearchOptions,
): Outcome => {
  const actions = grantedActions(left, reference);
  if (actions.length === 0) {
    return { verdict: "undecided", by: "search", runs: 0, reason: `${namesOf(left)} grants nothing` };
  }
  const [denying, allowing] = [compile(whole), compile(within)];
  const different = new Set<string>();
  const isEnough = () => different.size >= (by === "action" ? actions.length : 1);
  const search = fc.property(
    requestNear([whole, within], { reference, principal, actions: fc.constantFrom(...actions) }),
    (request) => {
      const differs = authorize(allowing, request) === "allowed" && authorize(denying, request) !== "allowed";
      if (differs) different.add(request.action);
      return !isEnough();
    },
  );
  const numRuns = Math.max(runs, fewestRuns * actions.length);
  // the last difference is not shown to anyone, so that it need not be shrunk
  const details = fc.check(search, { seed, numRuns, endOnFailure: true });
  if (isEnough()) return { verdict: "holds", by: "search", runs: details.numRuns };
  const missing = actions.filter((action) => !different.has(action));
  const about = `\`${missing[0]}\`${missing.length > 1 ? ` and ${missing.length - 1} more` : ""}`;
  const reason = `no request for ${about} was found that ${namesOf(within)} allows and ${namesOf(whole)} does not`;
  return { verdict: "undecided", by: "search", runs: details.numRuns, reason };
};

const grantedActions = ({ identity }: PolicySet, reference: ServiceReference): readonly string[] => {
  const statements = identity.flatMap(({ document }) => document.statements);
  const allows = statements.filter(({ effect }) => effect === "Allow");
  return [...new Set(allows.flatMap(({ action }) => actionPool(action, reference).inside))];
};
