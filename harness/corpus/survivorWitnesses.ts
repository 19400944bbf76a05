import { mutantsOf } from "../../generators/mutants/mutantsOf.js";
import type { Request } from "../../policies/language/request.js";
import { proverFor } from "../../policies/prove/question/prover.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Target } from "../../properties/target.js";
import { distinguishingRequest } from "../run/mutate/classifyMutant.js";
import { DecidedRequests } from "../run/mutate/decidedRequests.js";
import type { MutantCounts } from "./madeCases.js";

/** Requests that show mutants which some requests do not show. */
export interface SurvivorWitnesses {
  readonly witnesses: readonly Request[];
  readonly counts: MutantCounts;
}

/** Steps of the prover for each mutant that no request shows. */
export const survivorBudget = 100_000;

/** Asks the prover about each first-order mutant of a target's policies that no request shows. */
export function survivorWitnesses(
  { policies, principal }: Target,
  requests: readonly Request[],
  reference: ServiceReference,
): SurvivorWitnesses {
  const asked = new DecidedRequests(policies, requests);
  const prover = proverFor({ universe: "typed", reference, principal, budget: survivorBudget });
  const counts = { mutants: 0, killed: 0, added: 0, equivalent: 0, undecided: 0 };
  const witnesses: Request[] = [];
  for (const mutant of mutantsOf(policies, { reference })) {
    counts.mutants += 1;
    const shown = asked.showing(mutant);
    if (shown >= 0) {
      counts[shown < requests.length ? "killed" : "added"] += 1;
      continue;
    }
    const found = distinguishingRequest(policies, mutant, prover);
    if (found === "none") counts.equivalent += 1;
    else if (found === "undecided") counts.undecided += 1;
    else {
      witnesses.push(found);
      asked.add(found);
      counts.added += 1;
    }
  }
  return { witnesses, counts };
}
