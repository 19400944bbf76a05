import { mutationOperators } from "../../generators/mutants/mutationOperators.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import type { Property } from "../../properties/property.js";
import { holesOf, type Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import { type CaseOfTarget, casesOfTargets } from "../corpus/casesOfTargets.js";
import { corpusTargets } from "../corpus/corpusTargets.js";
import { type Corpus, readCorpus } from "../corpus/readCorpus.js";
import { chooseProperties } from "../run/chooseProperties.js";
import { defaultRuns, defaultSeed } from "../run/defaultSeed.js";
import { casesTest } from "../run/mutate/casesTest.js";
import { type MutationTest, mutateTargets, type Noticed } from "../run/mutate/mutateTargets.js";
import type { Mutation, MutationOutcome } from "../run/mutate/mutationOutcome.js";
import { heldProperties, propertiesTest } from "../run/mutate/propertiesTest.js";
import type { SharedMutant } from "../run/mutate/sharedMutants.js";
import type { Source } from "../run/openSource.js";
import { referenceFor } from "../run/referenceFor.js";
import { refuseOptions } from "../run/refuseOptions.js";
import { refuseShard, type Shard } from "../run/shards/shard.js";
import { checkableSources, type SourceInputs } from "./sourceInput.js";

/** The tests that mutants are put to: at least one of `corpus`, `properties` and `notice`. */
export interface MutateOptions {
  /** corpora whose cases about the targets are the test: the path of each file, or its bytes in chunks */
  readonly corpus?: readonly Corpus[];
  /** directory that a relative path starts from; @defaultValue the working directory */
  readonly cwd?: string;
  /** ids of built-in properties, or properties of your own; `[]` means all that are built in */
  readonly properties?: readonly (string | Property)[];
  /** any other test: gives what noticed the mutant, or undefined; called for mutants that can be noticed alone */
  readonly notice?: MutationTest["notice"];
  /** names of `mutationOperators`; @defaultValue all */
  readonly operators?: readonly string[];
  /** which mutants are made; @defaultValue all */
  readonly only?: (mutant: SharedMutant) => boolean;
  /** put to the test at most so many mutants, evenly spread over all; @defaultValue all */
  readonly size?: number;
  /**
   * Put only a part of the mutants to the test, which a hash of each chooses, such as `{ index: 1, total: 3 }`.
   * @defaultValue all
   */
  readonly shard?: Shard;
  /** called after each mutant, to show progress; @defaultValue not called */
  readonly onMutant?: (outcome: MutationOutcome, done: number, total: number) => void;
}

/**
 * Changes the policies of one or more sources by one mistake at a time, and reports which of these mutants the tests
 * notice. A mutant that no test notices either means the same as the original, which is proved, or survives: then it
 * comes with a request that would have noticed it.
 *
 * Policies of resources and trust policies of roles take part where properties, or a test of yours, are asked: such a
 * mutant can be noticed by what any class of callers may do. The cases of a corpus are about principals.
 *
 * No mutant is made of a target that is partly unknown: it is a warning in the diagnostics of a success. Fails for a
 * source that could not be read or holds nothing to check, for an unknown operator or property, and where no test is
 * given.
 *
 * @throws TypeError for an option that does not exist or cannot have its value
 * @example
 * ```ts
 * import { loadSource, mutate } from "planproof";
 *
 * const source = await loadSource("managed:BatchServiceRolePolicy@v7");
 * const mutation = await mutate(source, { properties: ["pass-role-services"], operators: ["condition-drop"] });
 * if (mutation.ok) console.log(mutation.value.score, mutation.value.counts.survived);
 * else console.error(mutation.diagnostics);
 * ```
 */
export async function mutate(inputs: SourceInputs, options: MutateOptions): Promise<Result<Mutation>> {
  refuseOptions("mutate", options, optionRules);
  refuseShard("mutate", options.shard);
  const unknown = unknownOperator(options.operators ?? []);
  if (unknown !== undefined) return failure(unknown);
  const sources = checkableSources(inputs);
  if (!sources.ok) return sources;
  const all = sources.value.flatMap((source) => [...source.targets, ...resourcesOf(source, options)]);
  const targets = all.filter((target) => holesOf(target).length === 0);
  if (targets.length === 0) return failure(nothingKnown);
  const reference = await loadServiceReference();
  const tests = await testsOf(sources.value, targets, options);
  if (!tests.ok) return tests;
  const mutation = await mutateTargets(targets, {
    reference,
    test: joinTests(tests.value),
    isChosen: (mutant) =>
      (options.operators?.includes(mutant.operator) ?? true) && (options.only?.(mutant) ?? true),
    ...(options.size !== undefined && { size: options.size }),
    ...(options.shard && { shard: options.shard }),
    ...(options.onMutant && { onMutant: options.onMutant }),
  });
  const left = all.filter((target) => holesOf(target).length > 0).map(leftOut);
  return mutation.mutants.length === 0 && options.shard === undefined
    ? failure(noMutants)
    : success(mutation, left);
}

/** Resources and trust policies take part where a test can notice them: the cases of a corpus are about principals. */
const resourcesOf = ({ resources }: Source, { properties, notice }: MutateOptions): readonly Target[] =>
  properties === undefined && notice === undefined ? [] : resources;

const optionRules = {
  corpus: "any",
  cwd: "any",
  properties: "any",
  notice: "any",
  operators: "any",
  only: "any",
  size: { minimum: 1 },
  shard: "any",
  onMutant: "any",
} as const satisfies Record<keyof MutateOptions, unknown>;

async function testsOf(
  sources: readonly Source[],
  targets: readonly Target[],
  { corpus, cwd = "", properties: named, notice }: MutateOptions,
): Promise<Result<readonly MutationTest[]>> {
  const tests: MutationTest[] = [];
  if (corpus !== undefined) {
    const cases = await casesOf(corpus, cwd, sources);
    if (!cases.ok) return cases;
    tests.push(casesTest(cases.value));
  }
  if (named !== undefined) {
    const properties = await propertiesOf(targets, named);
    if (!properties.ok) return properties;
    tests.push(properties.value);
  }
  if (notice !== undefined) tests.push({ notice, slow: true });
  return tests.length === 0 ? failure(noTest) : success(tests);
}

/** The cases of all corpora about the sources; each must hold before any mistake. */
async function casesOf(
  corpora: readonly Corpus[],
  cwd: string,
  sources: readonly Source[],
): Promise<Result<readonly CaseOfTarget[]>> {
  const targets = corpusTargets(sources);
  const faults: Diagnostic[] = [];
  const cases: CaseOfTarget[] = [];
  for (const corpus of corpora) {
    const read = await readCorpus(corpus, cwd, (batches) => casesOfTargets(batches, targets));
    const named = typeof corpus === "string" ? { source: corpus } : {};
    for (const one of read.ok ? read.value.unreadable : read.diagnostics) faults.push({ ...named, ...one });
    for (const one of read.ok ? read.value.cases : []) cases.push(one);
  }
  if (faults.length > 0) return failures(faults);
  if (cases.length === 0) return failure(noCase);
  const drifted = firstDrifted(cases);
  return drifted === undefined ? success(cases) : failure(driftedCase(drifted));
}

function firstDrifted(cases: readonly CaseOfTarget[]): CaseOfTarget | undefined {
  const compiled = new Map(cases.map(({ target }) => [target, compile(target.policies)]));
  return cases.find(
    ({ target, request, expected }) => authorize(compiled.get(target)!, request) !== expected,
  );
}

async function propertiesOf(
  targets: readonly Target[],
  named: readonly (string | Property)[],
): Promise<Result<MutationTest>> {
  const properties = chooseProperties(named);
  if (!properties.ok) return properties;
  const reference = await referenceFor(targets);
  const search = { seed: defaultSeed, runs: defaultRuns, universe: "typed", reference } as const;
  const held = heldProperties(targets, properties.value, search);
  const isEmpty = [...held.values()].every(({ length }) => length === 0);
  return isEmpty ? failure(nothingHolds) : success(propertiesTest(held, search));
}

/** The first test that notices a mutant counts. */
function joinTests(tests: readonly MutationTest[]): MutationTest {
  const notice = async (mutant: SharedMutant): Promise<Noticed> => {
    for (const test of tests) {
      const by = await test.notice(mutant);
      if (by !== undefined) return by;
    }
    return undefined;
  };
  return { notice, slow: tests.some(({ slow }) => slow) };
}

function unknownOperator(wanted: readonly string[]): Diagnostic | undefined {
  const names = mutationOperators.map(({ name }) => name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown === undefined) return undefined;
  const message = `unknown mutation operator \`${unknown}\``;
  return { code: "unknown-operator", severity: "error", message, hint: didYouMean(unknown, names) };
}

const leftOut = (target: Target): Diagnostic => {
  const [hole] = holesOf(target);
  return {
    code: "left-out",
    severity: "warning",
    message: `no mutant is made of it: \`${hole!.address}\` is unknown: ${hole!.reason}`,
    hint: hole!.remedy,
    source: printAddress(target.address),
  };
};

const nothingKnown: Diagnostic = {
  code: "nothing-known",
  severity: "error",
  message: "every target is unknown in part, so no mutant can be made",
  hint: "name a source whose policies are known, such as a state",
};

const nothingHolds: Diagnostic = {
  code: "nothing-holds",
  severity: "error",
  message: "none of the properties holds, so none can notice a mutant",
  hint: "`planproof check` reports why",
};

const noCase: Diagnostic = {
  code: "no-case",
  severity: "error",
  message: "the corpora hold no case about a target of the source",
  hint: "make some with `planproof corpus generate`",
};

const driftedCase = ({ id, target }: CaseOfTarget): Diagnostic => ({
  code: "drifted-case",
  severity: "error",
  message: `the case \`${id}\` does not hold for \`${printAddress(target.address)}\`, without any mistake`,
  hint: "`planproof corpus replay FILE --against SOURCE` reports what drifted",
});

const noTest: Diagnostic = {
  code: "no-test",
  severity: "error",
  message: "no test is given that the mutants are put to",
  hint: "name a corpus, properties or a command",
};

const noMutants: Diagnostic = {
  code: "no-mutants",
  severity: "error",
  message: "no mutant was made",
  hint: "name other operators; `mutationOperators` of planproof/generators lists them",
};
