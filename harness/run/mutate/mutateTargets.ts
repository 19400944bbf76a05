import { printPolicy } from "../../../policies/language/printPolicy.js";
import { typedReference } from "../../../policies/prove/question/typedReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { isInShard, type Shard } from "../shards/shard.js";
import { MutantClasses } from "./mutantClasses.js";
import { type Mutation, type MutationOutcome, mutationOf } from "./mutationOutcome.js";
import { type SharedMutant, sharedMutants } from "./sharedMutants.js";

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
  const all = evenly(sharedMutants(targets, reference).filter(isChosen), size);
  const at = [...all.keys()].filter((place) => isInShard(shard, ...nameOf(all[place]!)));
  const mutants = at.map((place) => all[place]!);
  const classes = new MutantClasses(reference);
  const outcomes: MutationOutcome[] = [];
  for (const mutant of mutants) {
    const outcome = await outcomeOf(mutant, test, classes);
    outcomes.push(outcome);
    onMutant?.(outcome, outcomes.length, mutants.length);
  }
  return {
    ...mutationOf(outcomes),
    ...(shard !== undefined && { part: { questions: all.length, at } }),
  };
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

async function outcomeOf(
  mutant: SharedMutant,
  test: MutationTest,
  classes: MutantClasses,
): Promise<MutationOutcome> {
  const { places, ...shared } = mutant;
  const described = { ...shared, targets: places.map(({ target }) => printAddress(target.address)) };
  const early = test.slow ? classes.of(mutant) : undefined;
  if (early !== undefined && early.status !== "survived") return { ...described, ...early };
  const by = await test.notice(mutant);
  if (by !== undefined) return { ...described, status: "killed", ...(typeof by === "string" ? { by } : by) };
  return { ...described, ...(early ?? classes.of(mutant)) };
}
