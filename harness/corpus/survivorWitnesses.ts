import type { Mutant } from "../../generators/mutants/mutant.js";
import { mutantsOf } from "../../generators/mutants/mutantsOf.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { proverFor } from "../../policies/prove/question/prover.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Target } from "../../properties/target.js";
import { actionMatcherOf } from "../run/mutate/actionMatcherOf.js";
import { distinguishingRequest } from "../run/mutate/classifyMutant.js";
import type { MutantCounts } from "./madeCases.js";

/** Requests that show mutants which some requests do not show. */
export interface SurvivorWitnesses {
  readonly witnesses: readonly Request[];
  readonly counts: MutantCounts;
}

/** Steps for each mutant that no request shows. */
const budget = 100_000;

/** Asks the prover about each first-order mutant of a target's policies that no request shows. */
export function survivorWitnesses(
  { policies, principal }: Target,
  requests: readonly Request[],
  reference: ServiceReference,
): SurvivorWitnesses {
  const compiled = compile(policies);
  const askedOf = (request: Request): AskedRequest => ({
    request,
    action: request.action.toLowerCase(),
    allowed: authorize(compiled, request) === "allowed",
  });
  const asked = requests.map(askedOf);
  const prover = proverFor({ universe: "typed", reference, principal, budget });
  const counts = { mutants: 0, killed: 0, added: 0, equivalent: 0, undecided: 0 };
  const witnesses: Request[] = [];
  for (const mutant of mutantsOf(policies, { reference })) {
    counts.mutants += 1;
    const shown = showing(mutant, asked);
    if (shown >= 0) {
      counts[shown < requests.length ? "killed" : "added"] += 1;
      continue;
    }
    const found = distinguishingRequest(policies, mutant, prover);
    if (found === "none") counts.equivalent += 1;
    else if (found === "undecided") counts.undecided += 1;
    else {
      witnesses.push(found);
      asked.push(askedOf(found));
      counts.added += 1;
    }
  }
  return { witnesses, counts };
}

interface AskedRequest {
  readonly request: Request;
  /** in lower case */
  readonly action: string;
  /** by the policies without a mistake */
  readonly allowed: boolean;
}

/** The place of the first request that a mutant decides otherwise; -1 where none does. */
function showing({ before, after, mutated }: Mutant<PolicySet>, asked: readonly AskedRequest[]): number {
  const changed = [before, after].flatMap((one) => (one === undefined ? [] : [actionMatcherOf(one.action)]));
  const isConcerned = (action: string) => changed.length === 0 || changed.some((matches) => matches(action));
  const compiled = compile(mutated);
  return asked.findIndex(
    ({ request, action, allowed }) =>
      isConcerned(action) && (authorize(compiled, request) === "allowed") !== allowed,
  );
}
