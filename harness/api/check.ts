import type { Request } from "../../policies/language/request.js";
import { failures, type Result, success } from "../../policies/text/diagnostic.js";
import { type Preset, presetNames } from "../../properties/catalogue/propertiesOf.js";
import type { Target } from "../../properties/target.js";
import { countPolicies } from "../plan/countPolicies.js";
import { managedDateIn } from "../report/describeManagedDate.js";
import { joinWithLimit } from "../report/joinWithLimit.js";
import { chooseProperties } from "../run/chooseProperties.js";
import { countedToAsk } from "../run/countedToAsk.js";
import { documentsToAsk } from "../run/documentsToAsk.js";
import { defaultGate, type FailOn, gates } from "../run/failOn.js";
import { blockedAccess, notSeen } from "../run/notSeen.js";
import { type GateOptions, openGate } from "../run/openGate.js";
import type { Source } from "../run/openSource.js";
import type { PropertyChoice } from "../run/propertyChoice.js";
import { referenceFor } from "../run/referenceFor.js";
import { refuseOptions, searchRules } from "../run/refuseOptions.js";
import type { Note, Report, ReportedTarget, Verdict } from "../run/report.js";
import { reportGate } from "../run/reportGate.js";
import { resourcesToAsk } from "../run/resourcesToAsk.js";
import { run } from "../run/run.js";
import { refuseShard, type Shard } from "../run/shards/shard.js";
import { unboundProperties } from "../run/unboundProperties.js";
import { unlistedActions } from "../run/warnings/unlistedActions.js";
import { checkPart, type VerdictJournal } from "./checkPart.js";
import { nonEmptySources } from "./nonEmptySources.js";
import { inSource, type SourceInputs } from "./sourceInput.js";

export interface CheckOptions extends GateOptions {
  /**
   * Built-in properties as `ID`, `ID:PARAMETER=VALUE,VALUE` or an object with parameters and targets, or properties of
   * your own, in addition to those of `preset`; @defaultValue none
   */
  readonly properties?: readonly PropertyChoice[];
  /** which built-in properties are asked without being named; @defaultValue `recommended`, where none is named */
  readonly preset?: Preset;
  /**
   * True where a source without anything to check may pass; the report then says that nothing was checked.
   * @defaultValue false; of several sources one that is empty is noted in any case
   */
  readonly allowEmpty?: boolean;
  /** accounts and organizations that are trusted: the parameter `trusted` of each property; @defaultValue none */
  readonly trusted?: readonly string[];
  /** the least severity whose violation fails the check; @defaultValue `high`, and `low` with the preset `strict` */
  readonly failOn?: FailOn;
  /** seed of the search; @defaultValue 1 */
  readonly seed?: number;
  /** requests to try per property and target without a proof; @defaultValue 1000 */
  readonly runs?: number;
  /** the requests asked about: those that AWS could send, or any; @defaultValue `typed` */
  readonly universe?: "any" | "typed";
  /**
   * requests by which a property, by its id, of a target, by its address, was violated before: they are tried first.
   * @defaultValue none
   */
  readonly saved?: (property: string, target: string) => readonly Request[];
  /**
   * Ask only a part of the questions, which a hash of property and target chooses, such as `{ index: 1, total: 3 }`;
   * `planproof report merge` joins the JSON reports of all parts. @defaultValue all
   */
  readonly shard?: Shard;
  /** what keeps verdicts, so that a run that was killed goes on where it was; @defaultValue nothing */
  readonly journal?: VerdictJournal;
  /** called after each verdict, to show progress; @defaultValue not called */
  readonly onVerdict?: (verdict: Verdict, done: number, total: number) => void;
}

/**
 * Checks properties against each principal of one or more sources.
 *
 * Deterministic: the same sources and options give the same report. Fails when a source could not be read, when
 * none holds anything to check, when a property is not known, and when none applies: a report is empty only where
 * that is allowed.
 *
 * @throws TypeError for an option that does not exist or cannot have its value
 * @example
 * ```ts
 * import { check, format, loadSource } from "planproof";
 *
 * const source = await loadSource("managed:BatchServiceRolePolicy@v7");
 * const report = await check(source, { properties: ["no-iam-administration"] });
 * if (report.ok) console.log(format(report.value, "human"));
 * else console.error(report.diagnostics);
 * ```
 */
export async function check(inputs: SourceInputs, options: CheckOptions = {}): Promise<Result<Report>> {
  refuseOptions("check", options, {
    ...searchRules,
    properties: "any",
    trusted: "any",
    allowEmpty: "any",
    preset: presetNames,
    failOn: gates,
    shard: "any",
    journal: "any",
    onVerdict: "any",
    saved: "any",
    exceptions: "any",
    baseline: "any",
    gate: ["new", "all"],
    today: "any",
  });
  refuseShard("check", options.shard);
  const { properties: named = [], preset, universe = "typed", seed, runs, onVerdict, saved } = options;
  const properties = chooseProperties(named, preset, options.trusted);
  if (!properties.ok) return properties;
  const documentsOf = (source: Source) => documentsToAsk(source, properties.value, named.length > 0);
  const resourcesOf = (source: Source) => resourcesToAsk(source, properties.value);
  const countedOf = (source: Source) => countedToAsk(source, properties.value);
  const holdsOf = (source: Source) => [
    ...documentsOf(source),
    ...resourcesOf(source),
    ...(hasPolicies(source) ? countedOf(source) : []),
  ];
  const found = nonEmptySources(inputs, holdsOf, options.allowEmpty);
  if (!found.ok) return found;
  const { sources, names, empty } = found.value;
  const targets = sources.flatMap((source) => [
    ...source.targets,
    ...resourcesOf(source),
    ...countedOf(source),
    ...documentsOf(source),
  ]);
  const unbound = unboundProperties(properties.value, targets);
  if (unbound.length > 0) return failures(unbound);
  const gate = openGate(options, {
    properties: properties.value,
    targets,
    sources: names,
  });
  if (!gate.ok) return gate;
  const asked = [named, preset, options.failOn, universe, seed, runs, options.trusted, gate.value.identity];
  const part = await checkPart({ sources, targets, properties: properties.value }, asked, options);
  if (!part.ok) return part;
  const reference = await referenceFor(targets, universe, properties.value);
  const report = run(targets, properties.value, {
    reference,
    universe,
    failOn: options.failOn ?? defaultGate(preset),
    ...(seed !== undefined && { seed }),
    ...(runs !== undefined && { runs }),
    sources: names,
    policies: sources.reduce((sum, source) => sum + policiesWritten(source), 0),
    notes: [
      ...empty,
      ...sources.flatMap(notesOf),
      ...(await unlistedActions(targets, reference, properties.value)),
    ],
    ...part.value,
    gate: gate.value.gate,
    ...(onVerdict && { onVerdict }),
    ...(saved && { saved }),
  });
  const isNothing = (report.shard?.questions ?? report.verdicts.length) === 0;
  if (isNothing && options.allowEmpty !== true)
    return failures(report.sources.flatMap((source) => noProperty(source, report)));
  const whole: Report = {
    ...report,
    notes: [...report.notes, ...sources.flatMap((source) => notSeenIn(source, report))],
    targets: withOptions(report.targets, sources, resourcesOf),
    ...managedDateIn(sources),
    ...(report.shard && { shard: { ...report.shard, blocked: sources.flatMap(blockedAccess) } }),
  };
  return success(reportGate(whole, gate.value.given));
}

/** A plan without a policy has nothing to check, regardless of what else it makes. */
const hasPolicies = ({ extraction: { policies, implied = [] } }: Source): boolean =>
  policies.length + implied.length > 0;

/** Targets with the options their source was read with, in the order of the sources; a report lists no documents. */
function withOptions(
  targets: readonly ReportedTarget[],
  sources: readonly Source[],
  resourcesOf: (source: Source) => readonly Target[],
): readonly ReportedTarget[] {
  const given = sources.flatMap((source) =>
    [...source.targets, ...resourcesOf(source)].map(() => source.given),
  );
  return targets.map((target, index) => {
    const options = given[index];
    return options === undefined ? target : { ...target, given: options };
  });
}

/** Provider defaults that are not configured are not policies to check. */
function policiesWritten({ extraction }: Source): number {
  const { documents, unknown } = countPolicies(extraction);
  return documents + unknown;
}

const notesOf = ({ name, extraction }: Source): readonly Note[] =>
  extraction.notes.map((diagnostic) => ({ source: name, diagnostic }));

const notSeenIn = (source: Source, { verdicts }: Report): readonly Note[] =>
  notSeen(source, verdicts).map((diagnostic) => ({ source: source.name, diagnostic }));

function noProperty(source: string, { targets }: Report) {
  const names = targets.map(({ address }) => address).filter((address) => address.startsWith(source));
  return inSource(source, [
    {
      code: "no-property",
      severity: "error",
      message: `no property applies to ${joinWithLimit(names, 3)}, so there is nothing to check`,
      hint: "`planproof list properties` lists what each one is about; `planproof diff` reports what access is new",
    },
  ]);
}
