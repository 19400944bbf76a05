import { mutantsOf } from "../../generators/mutants/mutantsOf.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { Request } from "../../policies/language/request.js";
import { type Containment, prove } from "../../policies/prove/prove.js";
import { proverFor } from "../../policies/prove/question/prover.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Target } from "../../properties/target.js";
import type { MutantCounts } from "./madeCases.js";

/** Requests that show mutants which some requests do not show. */
export interface SurvivorWitnesses {
  readonly witnesses: readonly Request[];
  readonly counts: MutantCounts;
}

/** Steps for each mutant that no request shows. */
const budget = 300_000;

/** Asks the prover about each first-order mutant of a target's policies that no request shows. */
export function survivorWitnesses(
  { policies, principal }: Target,
  requests: readonly Request[],
  reference: ServiceReference,
): SurvivorWitnesses {
  const compiled = compile(policies);
  const isAllowed = (request: Request) => authorize(compiled, request) === "allowed";
  const asked = requests.map((request) => ({ request, allowed: isAllowed(request) }));
  const prover = proverFor({ universe: "typed", reference, principal, budget });
  const counts = { mutants: 0, killed: 0, added: 0, equivalent: 0, undecided: 0 };
  const witnesses: Request[] = [];
  for (const { mutated } of mutantsOf(policies, { reference })) {
    const other = compile(mutated);
    const shows = ({ request, allowed }: (typeof asked)[number]) =>
      (authorize(other, request) === "allowed") !== allowed;
    counts.mutants += 1;
    const shown = asked.findIndex(shows);
    if (shown >= 0) {
      counts[shown < requests.length ? "killed" : "added"] += 1;
      continue;
    }
    const answers = differences(
      () => prove(policies, mutated, prover),
      () => prove(mutated, policies, prover),
    );
    const [witness] = answers.flatMap((one) => (one.verdict === "refuted" ? [one.witness] : []));
    if (witness !== undefined) {
      witnesses.push(witness);
      asked.push({ request: witness, allowed: isAllowed(witness) });
      counts.added += 1;
    } else counts[answers.some(({ verdict }) => verdict === "undecided") ? "undecided" : "equivalent"] += 1;
  }
  return { witnesses, counts };
}

/** The second question only where the first finds no request. */
function differences(one: () => Containment, other: () => Containment): readonly Containment[] {
  const first = one();
  return first.verdict === "refuted" ? [first] : [first, other()];
}
