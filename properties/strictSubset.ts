import fc from "fast-check";
import { actionPool } from "../generators/actionPool.js";
import { requestNear } from "../generators/request.js";
import { authorize } from "../policies/evaluate/authorize.js";
import { compile } from "../policies/evaluate/compile.js";
import type { PolicySet } from "../policies/language/policySet.js";
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
        ...searchDifferences(options, target, search),
      ]),
  };
};

/** The least number of requests to look for one difference in. */
const fewestRuns = 200;

const searchDifferences = (
  options: StrictSubsetOptions,
  target: Target,
  search: SearchOptions,
): readonly Outcome[] => {
  const scopes = scopesOf(options, search);
  const runs = Math.max(fewestRuns, Math.ceil(search.runs / scopes.length));
  return scopes.map((actions) => searchDifference({ ...options, actions, target }, { ...search, runs }));
};

/** What to find a difference in: each of the left side's actions, or all of them together. */
const scopesOf = (
  { left, by }: StrictSubsetOptions,
  { reference }: SearchOptions,
): readonly (readonly string[])[] => {
  const statements = left.identity.flatMap(({ document }) => document.statements);
  const allows = statements.filter(({ effect }) => effect === "Allow");
  const actions = [...new Set(allows.flatMap(({ action }) => actionPool(action, reference).inside))];
  return by === "action" ? actions.map((action) => [action]) : [actions];
};

interface Difference extends StrictSubsetOptions {
  readonly actions: readonly string[];
  readonly target: Target;
}

const searchDifference = (difference: Difference, { seed, runs, reference }: SearchOptions): Outcome => {
  const { left, whole = left, within, actions, target } = difference;
  const [denying, allowing] = [compile(whole), compile(within)];
  const requests = requestNear([whole, within], {
    reference,
    principal: target.principal,
    actions: fc.constantFrom(...actions),
  });
  const same = fc.property(
    requests,
    (request) => authorize(allowing, request) !== "allowed" || authorize(denying, request) === "allowed",
  );
  const details = fc.check(same, { seed, numRuns: runs });
  if (details.counterexample !== null) return { verdict: "holds", by: "search", runs: details.numRuns };
  const about = actions.length === 1 ? `\`${actions[0]}\`` : `${actions.length} actions`;
  const reason = `no request for ${about} was found that ${namesOf(within)} allows and ${namesOf(whole)} does not`;
  return { verdict: "undecided", by: "search", runs: details.numRuns, reason };
};
