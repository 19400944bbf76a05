import fc from "fast-check";
import type { PolicySet } from "../../../policies/language/policySet.js";
import { generatedCase } from "../../reference/generatedCase.js";
import { readCasePolicies } from "../../reference/readCasePolicies.js";
import type { Pair } from "./crossCheck.js";
import { Dice, type Draw, generatePolicySet, generateRequest } from "./generatedPolicies.js";

/** Kinds of pairs, each with its own trouble for the prover. */
export const draws: readonly (readonly [string, Draw])[] = [
  ["all operators", { variables: false }],
  ["operators on strings", { variables: false, operators: /String|Arn|Bool|Null|Binary/ }],
  ["set operators", { variables: false, operators: /For(?:All|Any).*String|StringEquals$|Null/ }],
  ["operators that compare", { variables: false, operators: /^(?:For\w+:)?(?:Numeric|Null)/ }],
  ["policy variables", { operators: /String|Arn|Null/ }],
];

/** Two policy sets that often contain each other: one may be the other with a policy more. */
function generateSets(dice: Dice, draw: Draw): readonly [PolicySet, PolicySet] {
  const left = generatePolicySet(dice, draw);
  const right = dice.chance(50)
    ? { ...left, identity: [...left.identity, ...generatePolicySet(dice, draw).identity] }
    : generatePolicySet(dice, draw);
  return dice.chance(30) ? [right, left] : [left, right];
}

/** A pair of sets from the little language of {@link generatePolicySet}. */
export function generatePair(dice: Dice, draw: Draw, requests: number): Pair {
  const [left, right] = generateSets(dice, draw);
  return {
    left,
    right,
    options: {},
    requests: () => Array.from({ length: requests }, () => generateRequest(dice)),
  };
}

/**
 * Pairs of the policies that the evaluator is tested with, in all layers, asked about for each caller that
 * their requests are by.
 */
export function generateCasePairs(seed: number, count: number): readonly Pair[] {
  const dice = new Dice(seed);
  const cases = fc.sample(generatedCase, { seed, numRuns: count }).map(({ policies, requests }) => ({
    set: readCasePolicies(policies)!,
    requests,
  }));
  return cases.flatMap(({ set, requests }, at) => {
    const other = dice.pick(cases).set;
    const [left, right] = relatedSets(dice, set, other);
    const callers = new Map(requests.map((one) => [`${one.principal} ${one.resourceAccount}`, one]));
    return [...callers].map(([name, { principal, resourceAccount }]) => ({
      left,
      right,
      options: { principal, resourceAccount },
      requests: () =>
        cases
          .slice(at)
          .flatMap((one) => one.requests)
          .filter((one) => `${one.principal} ${one.resourceAccount}` === name),
    }));
  });
}

/** A set next to one that it contains, one with a layer exchanged, or any other. */
function relatedSets(dice: Dice, set: PolicySet, other: PolicySet): readonly [PolicySet, PolicySet] {
  const changed = dice.pick<PolicySet>([
    { ...set, identity: [...set.identity, ...other.identity] },
    { ...set, ...(other.boundary && { boundary: other.boundary }) },
    { ...set, ...(other.resource && { resource: other.resource }) },
    { ...set, ...(other.resources && { resources: other.resources }) },
    { ...set, resources: [...(set.resources ?? []), ...(other.resources ?? [])] },
    { ...set, scps: [...(set.scps ?? []), ...(other.scps ?? [])] },
    { ...set, rcps: [...(set.rcps ?? []), ...(other.rcps ?? [])] },
    other,
    other,
    other,
  ]);
  return dice.chance(50) ? [changed, set] : [set, changed];
}
