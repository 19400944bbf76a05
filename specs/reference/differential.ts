import fc from "fast-check";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Decision, Request } from "../../policies/language/request.js";
import { authorize as define } from "./authorize.js";
import { type GeneratedCase, generatedCase } from "./generatedCase.js";
import { readCasePolicies } from "./readCasePolicies.js";

/** What one request came to under the definition. */
export type Witnessed = (policies: PolicySet, request: Request, decision: Decision) => void;

interface Seeded {
  readonly seed: number;
  readonly cases: number;
  readonly witnessed?: Witnessed;
}

/**
 * Decides generated requests by the compiled evaluator and by the definition. Undefined when they agree, or
 * else the smallest disagreement found, as the line of a case file that expects what the definition says.
 */
export function differential({ seed, cases, witnessed }: Seeded): string | undefined {
  const property = fc.property(generatedCase, (generated) => {
    return findDisagreement(generated, witnessed) === undefined;
  });
  const { counterexample } = fc.check(property, { seed, numRuns: cases });
  return counterexample ? describeDisagreement(counterexample[0], seed) : undefined;
}

function findDisagreement({ policies, requests }: GeneratedCase, witnessed?: Witnessed) {
  const set = readCasePolicies(policies);
  if (set === undefined) throw new Error(`a generated policy is refused: ${JSON.stringify(policies)}`);
  const compiled = compile(set);
  return requests.find((request) => {
    const decision = define(set, request);
    witnessed?.(set, request, decision);
    return authorize(compiled, request) !== decision;
  });
}

function describeDisagreement({ policies, requests }: GeneratedCase, seed: number): string {
  const request = findDisagreement({ policies, requests })!;
  const set = readCasePolicies(policies)!;
  const [expected, actual] = [define(set, request), authorize(compile(set), request)];
  // a fresh compilation may agree when state that the other requests left is to blame
  const description =
    actual === expected
      ? `differs only after other requests: ${JSON.stringify(requests)}`
      : `compiled: ${actual}, by definition: ${expected}`;
  return JSON.stringify({ id: `differential-${seed}`, description, policies, request, expected });
}
