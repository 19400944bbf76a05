import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { printPolicy } from "../../../policies/language/printPolicy.js";
import type { Request } from "../../../policies/language/request.js";
import { type Prover, proverFor } from "../../../policies/prove/question/prover.js";
import { typedReference } from "../../../policies/prove/question/typedReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { isInShard, type Shard } from "../shards/shard.js";
import { classifyMutant, type MutantClass } from "./classifyMutant.js";
import { type Mutation, type MutationOutcome, type MutationWitness, mutationOf } from "./mutationOutcome.js";
import { type MutantPlace, type SharedMutant, sharedMutants } from "./sharedMutants.js";

/** What noticed a mutant by not ending. */
export interface TimedOut {
  readonly by: string;
  readonly timeout: true;
}

/** What noticed a mutant, as reports name it; undefined where nothing did. */
export type Noticed = string | TimedOut | undefined;

/** A test that mutants are put to. */
export interface MutationTest {
  readonly notice: (mutant: SharedMutant) => Noticed | Promise<Noticed>;
  /** true for a test that takes long, so that mutants that nothing can notice are found first; @defaultValue false */
  readonly slow?: boolean;
}

export interface MutateTargetsOptions {
  /** all of AWS: mutants reach beyond the services that the policies name */
  readonly reference: ServiceReference;
  readonly test: MutationTest;
  /** which mutants, by operator, are put to the test; @defaultValue all */
  readonly isChosen?: (mutant: SharedMutant) => boolean;
  /** at most so many, evenly spread over all; @defaultValue all */
  readonly size?: number;
  /** the mutants of one shard alone; @defaultValue all */
  readonly shard?: Shard;
  /** called after each mutant */
  readonly onMutant?: (outcome: MutationOutcome, done: number, total: number) => void;
}

/** Puts every mutant of the targets' policies to a test. The targets must not be unknown in part. */
export async function mutateTargets(
  targets: readonly Target[],
  { reference: given, test, isChosen = () => true, size, shard, onMutant }: MutateTargetsOptions,
): Promise<Mutation> {
  const reference = typedReference(given);
  const mutants = evenly(sharedMutants(targets, reference).filter(isChosen), size).filter((mutant) =>
    isInShard(shard, ...nameOf(mutant)),
  );
  const classes = new Classes(reference);
  const outcomes: MutationOutcome[] = [];
  for (const mutant of mutants) {
    const outcome = await outcomeOf(mutant, test, classes);
    outcomes.push(outcome);
    onMutant?.(outcome, outcomes.length, mutants.length);
  }
  return mutationOf(outcomes);
}

const evenly = <T>(values: readonly T[], size = values.length): readonly T[] =>
  size >= values.length
    ? values
    : Array.from({ length: size }, (_, at) => values[Math.floor((at * values.length) / size)]!);

/** What distinguishes a mutant from all others. */
const nameOf = ({ operator, source, pointer, document, places }: SharedMutant): readonly string[] => [
  operator,
  source,
  pointer,
  document === undefined ? printAddress(places[0]!.target.address) : printPolicy(document, 0),
];

type Verdict = Pick<MutationOutcome, "status" | "by" | "timeout" | "witness" | "reason">;

async function outcomeOf(
  mutant: SharedMutant,
  test: MutationTest,
  classes: Classes,
): Promise<MutationOutcome> {
  const { places, ...shared } = mutant;
  const described = { ...shared, targets: places.map(({ target }) => printAddress(target.address)) };
  const early = test.slow ? classes.of(mutant) : undefined;
  if (early !== undefined && early.status !== "survived") return { ...described, ...early };
  const by = await test.notice(mutant);
  if (by !== undefined) return { ...described, status: "killed", ...(typeof by === "string" ? { by } : by) };
  return { ...described, ...(early ?? classes.of(mutant)) };
}

/** Whether mutants that no test noticed can be noticed; a prover is kept for each principal. */
class Classes {
  readonly #reference: ServiceReference;
  readonly #provers = new Map<string, Prover>();

  constructor(reference: ServiceReference) {
    this.#reference = reference;
  }

  /** The first target in which a request distinguishes the mutant counts. */
  of({ places }: SharedMutant): Verdict {
    const found: MutantClass[] = [];
    for (const place of places) {
      const one = this.#classOf(place);
      if (one.kind === "distinguishable")
        return { status: "survived", witness: witnessOf(place, one.witness) };
      found.push(one);
    }
    const undecided = found.find((one) => one.kind === "undecided");
    if (undecided !== undefined) return { status: "undecided", reason: undecided.reason };
    return { status: found.some(({ kind }) => kind === "untyped") ? "untyped" : "equivalent" };
  }

  #classOf({ target, mutant }: MutantPlace): MutantClass {
    const { principal } = target;
    const options = { reference: this.#reference, universe: "typed", principal } as const;
    const prover = this.#provers.get(principal) ?? proverFor(options);
    this.#provers.set(principal, prover);
    return classifyMutant(target.policies, mutant, prover);
  }
}

const witnessOf = ({ target, mutant }: MutantPlace, request: Request): MutationWitness => ({
  target: printAddress(target.address),
  request,
  expected: authorize(compile(target.policies), request),
  mutated: authorize(compile(mutant.mutated), request),
});
