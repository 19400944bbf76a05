import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import type { Preset } from "../../properties/catalogue/propertiesOf.js";
import type { Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { SavedCases } from "../corpus/savedCases.js";
import type { Exception } from "../gate/exception.js";
import { countPolicies } from "../plan/countPolicies.js";
import type { LoadedSource } from "../plan/source/loadSource.js";
import { checkPreconditions, isEmptiness } from "../run/checkPreconditions.js";
import { chooseProperties } from "../run/chooseProperties.js";
import { countedToAsk } from "../run/countedToAsk.js";
import { documentsToAsk } from "../run/documentsToAsk.js";
import { defaultGate, type FailOn } from "../run/failOn.js";
import { type GateOptions, openGate } from "../run/openGate.js";
import { openSource, type Source } from "../run/openSource.js";
import type { PropertyChoice } from "../run/propertyChoice.js";
import { referenceFor } from "../run/referenceFor.js";
import type { Report, Verdict } from "../run/report.js";
import { resourcesToAsk } from "../run/resourcesToAsk.js";
import { isAsked, run } from "../run/run.js";
import { refuseShard } from "../run/shards/shard.js";
import { givenOptions, type SourceOptions } from "../run/sourceOptions.js";
import { unboundProperties } from "../run/unboundProperties.js";
import { untilSettled } from "../run/untilSettled.js";
import type { ShardChoice, WithOwnShard } from "./ownShard.js";
import { sourceFailure } from "./verdictFailure.js";

export interface PlanOptions extends SourceOptions, GateOptions {
  /**
   * Built-in properties as `ID`, `ID:PARAMETER=VALUE,VALUE` or an object with parameters and targets, or properties of
   * your own, in addition to those of `preset`; @defaultValue those of the configuration
   */
  readonly properties?: readonly PropertyChoice[];
  /** accounts and organizations that are trusted: the parameter `trusted` of each property; @defaultValue none */
  readonly trusted?: readonly string[];
  /** true where a source without anything to check is a pending test; @defaultValue false: it is a failing one */
  readonly allowEmpty?: boolean;
  /**
   * The path of a configuration. It says what the options of the call do not.
   * @defaultValue `planproof.config.*`, found upward from the working directory
   */
  readonly config?: string;
  /** which built-in properties are asked without being named; @defaultValue `recommended`, where none is named */
  readonly preset?: Preset;
  /**
   * The least severity whose violation fails a test; a test below it passes, and the runner shows a note.
   * @defaultValue `high`, and `low` with the preset `strict`
   */
  readonly failOn?: FailOn;
  /** @defaultValue 1 */
  readonly seed?: number;
  /** requests to try per property and target; @defaultValue 1000 */
  readonly runs?: number;
  /** `typed`: no request that the service reference contradicts breaks a property; @defaultValue `typed` */
  readonly universe?: "any" | "typed";
  /**
   * What an undecided property does: `fail` the test, or `allow` it to be pending, and the runner shows the reason.
   * @defaultValue `fail`
   */
  readonly undecided?: "fail" | "allow";
  /**
   * a corpus file: each request that violates a property is added to it, and those in it are tried first.
   * @defaultValue none, and nothing is written
   */
  readonly saveCases?: string;
  /** the fewest policies the source must hold, known or not; @defaultValue 1 */
  readonly expectPolicies?: number;
  /**
   * Only a part of the tests, which a hash of property and target chooses, such as `{ index: 1, total: 3 }`: for
   * several processes that share them. The same part as that of `planproof check --shard`; `auto` takes it from the
   * variables of the CI or job engine, as `--shard auto` does; @defaultValue all
   */
  readonly shard?: ShardChoice;
  /** the directory that relative paths, also of `managed` and `chdir`, start from; @defaultValue that of the process */
  readonly cwd?: string;
}

/** For JavaScript, where nothing else reports a typo. */
const optionNames: Readonly<Record<keyof PlanOptions, true>> = {
  properties: true,
  trusted: true,
  allowEmpty: true,
  config: true,
  preset: true,
  failOn: true,
  seed: true,
  runs: true,
  universe: true,
  undecided: true,
  expectPolicies: true,
  saveCases: true,
  shard: true,
  cwd: true,
  account: true,
  region: true,
  managed: true,
  chdir: true,
  exceptions: true,
  baseline: true,
  gate: true,
  today: true,
};

const noOption = (name: string): Diagnostic => ({
  code: "usage",
  severity: "error",
  message: `unknown option \`${name}\``,
  hint: didYouMean(name, Object.keys(optionNames)),
});

/** A source that is loaded and may be asked. */
export interface PlanSuite {
  /** what is asked about one by one, refused documents among it */
  readonly targets: readonly Target[];
  /** all documents whose JSON is known */
  readonly documents: readonly Target[];
  readonly properties: readonly Property[];
  readonly ask: (property: Property, targets: readonly Target[]) => Report;
  /** those that were given for it, and perhaps for other sources */
  readonly exceptions: readonly Exception[];
  readonly today?: string;
  /** the name of the source */
  readonly name: string;
  /** what was asked so far, where there are exceptions */
  readonly verdicts: readonly Verdict[];
}

/** A SOURCE of the command line, or one that is loaded already, such as `sourceFromStack` does. */
export type PlanSource = string | Result<Source>;

/** No plan takes that long to show and to read. */
const deadline = 10 * 60_000;

/**
 * Loads a SOURCE for testing; failed when it cannot be read, holds too little, or a property is not known.
 *
 * @param sources the names of all that are tested, where exceptions and a baseline are for several
 * @throws Error when it is not read after ten minutes, or when nothing is left that could finish reading it
 */
export function planSuite(
  source: PlanSource,
  options: WithOwnShard<PlanOptions>,
  sources: readonly string[] = [],
): Promise<Result<PlanSuite>> {
  const unfinished = { what: `reading \`${sourceTitle(source)}\``, exit: 1, deadline };
  return untilSettled(loadSuite(source, options, sources), unfinished);
}

async function loadSuite(
  source: PlanSource,
  options: WithOwnShard<PlanOptions>,
  sources: readonly string[],
): Promise<Result<PlanSuite>> {
  const unknown = Object.keys(options).filter((name) => !Object.hasOwn(optionNames, name));
  if (unknown.length > 0) return failures(unknown.map(noOption));
  refuseShard("planTests", options.shard);
  const properties = chooseProperties(options.properties, options.preset, options.trusted);
  if (!properties.ok) return properties;
  const loaded = typeof source === "string" ? await open(source, options) : source;
  if (!loaded.ok) return loaded;
  const late = typeof source === "string" ? [] : Object.keys(givenOptions(options)).map(readAlready);
  if (late.length > 0) return failures(late);
  const documents = documentsToAsk(loaded.value, properties.value, options.properties !== undefined);
  const resources = resourcesToAsk(loaded.value, properties.value);
  const counted = countedToAsk(loaded.value, properties.value);
  const { policies, implied = [] } = loaded.value.extraction;
  const checkable = policies.length + implied.length > 0 ? counted : [];
  const problems = [
    ...checkPreconditions(loaded.value, [...documents, ...resources, ...checkable]),
    ...tooFew(loaded.value, options.expectPolicies ?? (options.allowEmpty ? 0 : 1)),
  ];
  const mayPass = options.allowEmpty === true && problems.every(isEmptiness);
  if (problems.length > 0 && !mayPass) return failures(problems);
  const targets =
    problems.length > 0 ? [] : [...loaded.value.targets, ...resources, ...counted, ...documents];
  const unbound = unboundProperties(properties.value, targets);
  if (unbound.length > 0) return failures(unbound);
  if (
    options.allowEmpty !== true &&
    !targets.some((target) => properties.value.some((property) => isAsked(property, target)))
  ) {
    return failure(noProperty);
  }
  const { name } = loaded.value;
  const gate = openGate(options, {
    properties: properties.value,
    targets,
    sources: [name],
    isPart: sources.length > 1,
  });
  if (!gate.ok) return gate;
  const reference = await referenceFor(targets, options.universe, properties.value);
  const { saveCases, cwd } = options;
  const saved = saveCases === undefined ? undefined : await SavedCases.open(saveCases, [loaded.value], cwd);
  if (saved?.ok === false) return saved;
  const verdicts: Verdict[] = [];
  const { exceptions = [], today } = options;
  return success({
    name,
    exceptions,
    ...(today !== undefined && { today }),
    verdicts,
    targets,
    documents: loaded.value.documents,
    properties: properties.value,
    ask: (property, asked) => {
      const given = { ...loaded.value.given, ...givenOptions(options) };
      const search = { ...searchOptions(options, reference), given, sources, gate: gate.value.gate };
      const report = run(asked, [property], { ...search, ...(saved && { saved: saved.value.requestsOf }) });
      const written = saved?.value.add(report.verdicts);
      if (written?.ok === false) throw sourceFailure(saveCases!, written.diagnostics);
      for (const verdict of exceptions.length > 0 ? report.verdicts : []) verdicts.push(verdict);
      return report;
    },
  });
}

const open = (source: string, options: PlanOptions): Promise<Result<Source>> =>
  openSource(source, { ...givenOptions(options), ...(options.cwd !== undefined && { cwd: options.cwd }) });

/** The title of the suite of a source; one that failed to load has no name. */
export function sourceTitle(source: PlanSource | undefined): string {
  if (source === undefined) return "planproof";
  if (typeof source === "string") return source;
  return source.ok ? source.value.name : "the source";
}

const searchOptions = (
  { seed, runs, universe = "typed", failOn, ...options }: PlanOptions,
  reference: ServiceReference,
) => ({
  reference,
  universe,
  failOn: failOn ?? defaultGate(options.preset),
  ...(seed !== undefined && { seed }),
  ...(runs !== undefined && { runs }),
});

/** Nothing that is read with an account can be read with another one later. */
const readAlready = (name: string): Diagnostic => ({
  code: "usage",
  severity: "error",
  message: `\`${name}\` comes too late: the source is read already`,
  hint: `give \`${name}\` to \`sourceFromStack\`, \`sourceFromSynth\` or \`loadSource\``,
});

function tooFew({ extraction }: LoadedSource, fewest: number): readonly Diagnostic[] {
  const { documents, unknown } = countPolicies(extraction);
  if (documents + unknown >= fewest) return [];
  const message = `there are ${documents + unknown} policies in it, and at least ${fewest} are expected`;
  const hint = "see `planproof extract SOURCE`, or lower `expectPolicies`";
  return [{ code: "too-few-policies", severity: "error", message, hint }];
}

const noProperty: Diagnostic = {
  code: "no-property",
  severity: "error",
  message: "no property applies to its targets, so there is nothing to check",
  hint: "name others in `properties`",
};
