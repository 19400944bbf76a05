import { authorize } from "../../../policies/evaluate/authorize.js";
import { type CompiledPolicySet, compile } from "../../../policies/evaluate/compile.js";
import type { Statement } from "../../../policies/language/policyDocument.js";
import type { Decision, Request } from "../../../policies/language/request.js";
import type { Target } from "../../../properties/target.js";
import { groupBy } from "../../plan/resources/groupBy.js";
import { ActionMatchers } from "./actionMatchers.js";
import type { MutationTest } from "./mutateTargets.js";
import type { MutantPlace } from "./sharedMutants.js";

/** A case of a corpus, with the target that it is asked of. */
export interface MutationCase {
  readonly id: string;
  readonly target: Target;
  readonly request: Request;
  readonly expected: Decision;
}

/** Cases that notice a mutant by a decision that is not the expected one; each holds for the original. */
export function casesTest(cases: readonly MutationCase[]): MutationTest {
  const byTarget = groupBy(cases, ({ target }) => target);
  const asked = new Map([...byTarget].map(([target, own]) => [target, groupBy(own, foldedAction)]));
  const matchers = new ActionMatchers();
  return {
    notice: ({ places }) => {
      for (const place of places) {
        const drifted = firstDrift(place, asked.get(place.target) ?? new Map(), matchers);
        if (drifted !== undefined) return drifted.id;
      }
      return undefined;
    },
  };
}

const foldedAction = ({ request }: MutationCase): string => request.action.toLowerCase();

/** Only actions that the changed statement matches, before or after, can be decided otherwise. */
function firstDrift(
  { mutant: { before, after, mutated } }: MutantPlace,
  cases: ReadonlyMap<string, readonly MutationCase[]>,
  matchers: ActionMatchers,
): MutationCase | undefined {
  const isConcerned =
    before === undefined ? () => true : concerning([before, ...(after ? [after] : [])], matchers);
  let compiled: CompiledPolicySet | undefined;
  for (const [action, own] of cases) {
    if (!isConcerned(action)) continue;
    compiled ??= compile(mutated);
    for (const one of own) if (authorize(compiled, one.request) !== one.expected) return one;
  }
  return undefined;
}

function concerning(statements: readonly Statement[], matchers: ActionMatchers): (action: string) => boolean {
  const all = statements.map(({ action }) => matchers.of(action));
  return (action) => all.some((matches) => matches(action));
}
