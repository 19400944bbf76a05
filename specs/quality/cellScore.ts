import type { Mutant } from "../../generators/mutants/mutant.js";
import { mutantsOf } from "../../generators/mutants/mutantsOf.js";
import { mutationOperators } from "../../generators/mutants/mutationOperators.js";
import { completeRequests } from "../../harness/cells/completeRequests.js";
import { writtenAtoms } from "../../harness/cells/writtenAtoms.js";
import { survivorBudget } from "../../harness/corpus/survivorWitnesses.js";
import { distinguishingRequest } from "../../harness/run/mutate/classifyMutant.js";
import { DecidedRequests } from "../../harness/run/mutate/decidedRequests.js";
import type { PolicyDocument } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { proverFor } from "../../policies/prove/question/prover.js";
import { typedReference } from "../../policies/prove/question/typedReference.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { principal } from "./killableMutants.js";

/** Mutants that a request distinguishes which AWS could send, by operator: those that some requests notice, and not. */
export type KillRates = ReadonlyMap<string, { readonly killed: number; readonly survived: number }>;

/** What the complete requests of one policy are worth. */
export interface CellScore {
  readonly name: string;
  readonly cases: number;
  /** patterns of actions and resources, and values of conditions, as often as they are written */
  readonly atoms: number;
  readonly rates: KillRates;
  readonly survivors: readonly { readonly mutant: Mutant<PolicySet>; readonly witness: Request }[];
  /** mutants that no request shows and that may or may not be equivalent */
  readonly undecided: number;
  /** milliseconds of processor time */
  readonly cellTime: number;
  readonly checkTime: number;
}

export type MakeMutants = (policies: PolicySet, reference: ServiceReference) => readonly Mutant<PolicySet>[];

const adding = new Set(mutationOperators.flatMap(({ name, adds }) => (adds ? [name] : [])));

/** Puts the mutants of a policy to its complete requests; a policy that only denies is next to one that allows all. */
export async function cellScore(
  name: string,
  document: PolicyDocument,
  mutants: MakeMutants = (policies, reference) => mutantsOf(policies, { reference }),
): Promise<CellScore> {
  const policies = setOf(name, document);
  const reference = typedReference(await loadServiceReference());
  const started = cpu();
  const { requests } = completeRequests(policies, { reference, principal });
  const made = cpu();
  const prover = proverFor({ universe: "typed", reference, principal, budget: survivorBudget });
  const put = putTo(
    new DecidedRequests(policies, requests),
    mutants(policies, reference).filter(({ source }) => source === name),
    (mutant) => distinguishingRequest(policies, mutant, prover),
  );
  return {
    ...{ name, cases: requests.length, ...put },
    atoms: writtenAtoms({ identity: [{ source: name, document }] }),
    cellTime: made - started,
    checkTime: cpu() - made,
  };
}

function putTo(
  asked: DecidedRequests,
  mutants: readonly Mutant<PolicySet>[],
  distinguishing: (mutant: Mutant<PolicySet>) => ReturnType<typeof distinguishingRequest>,
): Pick<CellScore, "rates" | "survivors" | "undecided"> {
  const rates = new Map<string, { killed: number; survived: number }>();
  const survivors: { mutant: Mutant<PolicySet>; witness: Request }[] = [];
  let undecided = 0;
  for (const mutant of mutants) {
    const of = rates.get(mutant.operator) ?? { killed: 0, survived: 0 };
    rates.set(mutant.operator, of);
    if (asked.showing(mutant) >= 0) {
      of.killed += 1;
      continue;
    }
    const found = distinguishing(mutant);
    if (found === "undecided") undecided += 1;
    if (typeof found === "string") continue;
    of.survived += 1;
    survivors.push({ mutant, witness: found });
  }
  return { rates, survivors, undecided };
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const allowAll: PolicyDocument = {
  version: "2012-10-17",
  statements: [
    {
      index: 0,
      effect: "Allow",
      pointer: "/Statement",
      action: { negated: false, patterns: ["*"] },
      resource: { negated: false, patterns: ["*"] },
      conditions: [],
    },
  ],
};

function setOf(name: string, document: PolicyDocument): PolicySet {
  const allows = document.statements.some(({ effect }) => effect === "Allow");
  return {
    identity: [{ source: name, document }, ...(allows ? [] : [{ source: "everything", document: allowAll }])],
  };
}

/** Whether an operator adds something of which the original gives no hint. */
export const isAddition = (operator: string): boolean => adding.has(operator);

/** The sum of several scores; shares are 1 where nothing can be noticed. */
export interface TotalScore {
  /** of all mutants, and of those that add nothing of which the original gives no hint */
  readonly all: number;
  readonly withoutAdditions: number;
  /** of each operator that adds nothing */
  readonly byOperator: ReadonlyMap<string, { readonly share: number; readonly mutants: number }>;
  readonly mutants: number;
  /** mutants that no request shows and that may or may not be equivalent; they count in no share */
  readonly undecided: number;
  readonly casesPerAtom: number;
  readonly mostPerAtom: number;
}

export function totalScore(scores: readonly CellScore[]): TotalScore {
  const rates = new Map<string, { killed: number; survived: number }>();
  for (const [operator, { killed, survived }] of scores.flatMap((one) => [...one.rates])) {
    const known = rates.get(operator) ?? { killed: 0, survived: 0 };
    rates.set(operator, { killed: known.killed + killed, survived: known.survived + survived });
  }
  const sum = (isChosen: (operator: string) => boolean) =>
    [...rates].reduce(
      (total, [operator, one]) =>
        isChosen(operator)
          ? { killed: total.killed + one.killed, survived: total.survived + one.survived }
          : total,
      { killed: 0, survived: 0 },
    );
  const all = sum(() => true);
  const foreseen = [...rates].filter(([operator]) => !isAddition(operator));
  return {
    all: shareOf(all),
    withoutAdditions: shareOf(sum((operator) => !isAddition(operator))),
    byOperator: new Map(
      foreseen.map(([operator, one]) => [
        operator,
        { share: shareOf(one), mutants: one.killed + one.survived },
      ]),
    ),
    mutants: all.killed + all.survived,
    undecided: of(scores, "undecided"),
    casesPerAtom: of(scores, "cases") / of(scores, "atoms"),
    mostPerAtom: Math.max(...scores.map(({ cases, atoms }) => cases / atoms)),
  };
}

const of = (scores: readonly CellScore[], field: "cases" | "atoms" | "undecided"): number =>
  scores.reduce((total, one) => total + one[field], 0);

const shareOf = ({ killed, survived }: { readonly killed: number; readonly survived: number }): number =>
  killed + survived === 0 ? 1 : killed / (killed + survived);
