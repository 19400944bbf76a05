import { distinctPolicies } from "../../policies/language/distinctPolicies.js";
import { policiesIn } from "../../policies/language/policiesIn.js";
import type { Request } from "../../policies/language/request.js";
import { typedReference } from "../../policies/prove/question/typedReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { LatestProver } from "../../properties/latestProver.js";
import {
  isAbout,
  type Outcome,
  type Property,
  type SearchOptions,
  type Subject,
} from "../../properties/property.js";
import { defaultSeverity } from "../../properties/severity.js";
import { holesOf, type Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import { stableName } from "../gate/identifyVerdict.js";
import { noGate, type RunGate } from "../gate/runGate.js";
import { defaultRuns, defaultSeed } from "./defaultSeed.js";
import { defaultUniverse } from "./defaultUniverse.js";
import { deriveSeed } from "./deriveSeed.js";
import { evaluateProperty } from "./evaluateProperty.js";
import { excusedCounts } from "./excusedCounts.js";
import { defaultGate, type FailOn } from "./failOn.js";
import { judgeAtGate, type PropertyGate } from "./judgeAtGate.js";
import type { Counts, Note, Report, ReportedTarget, Verdict } from "./report.js";
import { isInShard, type Shard } from "./shards/shard.js";
import type { SourceOptions } from "./sourceOptions.js";

export interface RunOptions {
  /** the service authorization data of the services that the targets' policies name */
  readonly reference: ServiceReference;
  /** @defaultValue {@link defaultSeed} */
  readonly seed?: number;
  /** requests to try per property and target; @defaultValue {@link defaultRuns} */
  readonly runs?: number;
  /** the least severity whose violation fails the check; @defaultValue "high" */
  readonly failOn?: FailOn;
  /** `typed`: no request that the service reference contradicts breaks a property; @defaultValue {@link defaultUniverse} */
  readonly universe?: "any" | "typed";
  /** names of the sources the targets come from; default none */
  readonly sources?: readonly string[];
  /** policy documents found in the sources, known or not; default those that the targets hold */
  readonly policies?: number;
  readonly notes?: readonly Note[];
  /** what the sources were read with in addition to their names, for commands that ask again; default nothing */
  readonly given?: SourceOptions;
  /** requests by which a property of a target, by its address, was violated before: they are tried first; default none */
  readonly saved?: (property: string, target: string) => readonly Request[];
  /** what exceptions and a baseline say of violations; @defaultValue nothing */
  readonly gate?: RunGate;
  /** ask only the questions of one shard of the run that `digest` names; @defaultValue all */
  readonly shard?: Shard & { readonly digest: string };
  /** verdicts that are known already, by the number of their question; @defaultValue none */
  readonly known?: ReadonlyMap<number, Verdict>;
  /** called after each verdict that was not known, with the number of its question, from 0 */
  readonly onFound?: (at: number, verdict: Verdict) => void;
  /** called after each verdict, for showing progress */
  readonly onVerdict?: (verdict: Verdict, done: number, total: number) => void;
}

/**
 * Asks every property that applies to a target, target by target.
 *
 * Pure and deterministic: the same input and seed give the same report, and a verdict does not depend on what
 * else is asked. Nothing to ask gives a report of zeros, which is for the caller to refuse.
 */
export function run(
  targets: readonly Target[],
  properties: readonly Property[],
  options: RunOptions,
): Report {
  const seed = options.seed ?? defaultSeed;
  const runs = options.runs ?? defaultRuns;
  const failOn = options.failOn ?? defaultGate();
  const units = targets.flatMap((target) =>
    properties.filter((property) => isAsked(property, target)).map((property) => ({ property, target })),
  );
  const principals = targets.filter(
    ({ document, counted }) => document === undefined && counted === undefined,
  );
  const reference = typedReference(options.reference); // what is derived from it, once for all
  const { universe = defaultUniverse(reference) } = options;
  const latest = new LatestProver();
  const { gate = noGate, sources = [] } = options;
  const gateOf = (property: Property, { address }: Target): PropertyGate => ({
    exceptions: gate.exceptionsFor(property.id, printAddress(address)),
    ...(gate.baseline && { baseline: gate.baseline }),
    isNewOnly: gate.isNewOnly,
    name: stableName(address, sources.length < 2),
  });
  const mine = units
    .map((unit, at) => ({ ...unit, at }))
    .filter(({ property, target }) => isInShard(options.shard, property.id, printAddress(target.address)));
  const verdicts = mine.map(({ property, target, at }, index) => {
    const known = options.known?.get(at);
    const examples = options.saved?.(property.id, printAddress(target.address)) ?? [];
    const { location } = target;
    const found = () =>
      ask(property, target, { seed, runs, reference, universe, examples, latest }, gateOf(property, target));
    const verdict = { ...(known ?? found()), ...(location && { location }) };
    if (known === undefined) options.onFound?.(at, verdict);
    options.onVerdict?.(verdict, index + 1, mine.length);
    return verdict;
  });
  const asked = new Map<string, number>();
  for (const { target } of units) {
    const address = printAddress(target.address);
    asked.set(address, (asked.get(address) ?? 0) + 1);
  }
  return {
    sources,
    seed,
    runs,
    failOn,
    verdicts,
    targets: principals.map((target) => ({
      ...reported(target, asked),
      ...(options.given && Object.keys(options.given).length > 0 && { given: options.given }),
    })),
    counts: {
      ...count(principals, verdicts, options.policies),
      properties: new Set(units.map(({ property }) => property.id)).size,
      ...excusedCounts(verdicts, failOn),
    },
    notes: options.notes ?? [],
    ...(options.shard && {
      shard: { ...options.shard, questions: units.length, at: mine.map(({ at }) => at) },
    }),
  };
}

/** Whether a property applies to a target: of principals, resources and documents, it is about one kind alone. */
export const isAsked = (property: Property, target: Target): boolean =>
  isAbout(property, kindOf(target)) && property.appliesTo(target);

function kindOf({ document, resource, counted }: Target): Subject {
  if (document !== undefined) return "documents";
  if (counted !== undefined) return "plan";
  return resource !== undefined ? "resources" : "principals";
}

function ask(property: Property, target: Target, options: SearchOptions, gate: PropertyGate): Verdict {
  const seed = deriveSeed(options.seed, property.id, printAddress(target.address));
  const { examples = [], ...others } = options;
  const judged = judgeAtGate(
    {
      property,
      target,
      ask: (part, of = target) =>
        replaySaved(property, of, { ...others, ...part, examples, seed }) ??
        evaluateProperty(property, of, { ...others, ...part, seed }),
    },
    gate,
  );
  const { outcome } = judged;
  const { id, sentence, severity = defaultSeverity, remedy, page } = property;
  return {
    ...judged,
    property: id,
    sentence,
    severity: outcome.verdict === "refuted" ? (outcome.severity ?? severity) : severity,
    ...(remedy !== undefined && { remedy }),
    ...(page !== undefined && { page }),
    target: printAddress(target.address),
    seed,
  };
}

/** Refuted where one of the requests that are given violates the property again; else they say nothing. */
function replaySaved(
  { prove: _, ...property }: Property,
  target: Target,
  options: SearchOptions & Required<Pick<SearchOptions, "examples">>,
): Outcome | undefined {
  if (options.examples.length === 0) return undefined;
  const outcome = evaluateProperty(property, target, { ...options, runs: options.examples.length });
  // a law that is with a separate search may find another request
  const tried = new Set(options.examples.map((one) => JSON.stringify(one)));
  if (outcome.verdict !== "refuted" || !tried.has(JSON.stringify(outcome.witness?.request))) return undefined;
  const { seed: __, path: ___, ...refuted } = outcome;
  return { ...refuted, by: "replay" };
}

/** @param asked how many verdicts there are about each target */
function reported(target: Target, asked: ReadonlyMap<string, number>): ReportedTarget {
  const own = printAddress(target.address);
  return {
    address: own,
    principal: target.principal,
    policies: policiesIn(target.policies).map(({ source }) => source),
    holes: holesOf(target).map(({ address, reason, refersTo, remedy }) => ({
      address,
      reason,
      refersTo,
      remedy,
    })),
    properties: asked.get(own) ?? 0,
  };
}

function count(
  targets: readonly Target[],
  verdicts: readonly Verdict[],
  policies?: number,
): Omit<Counts, "belowGate" | "properties" | "excepted" | "baseline" | "before"> {
  const of = (wanted: Verdict["outcome"]["verdict"]) =>
    verdicts.filter(({ outcome }) => outcome.verdict === wanted).length;
  return {
    policies:
      policies ??
      new Set([...distinctPolicies(targets.map((one) => one.policies))].map(({ source }) => source)).size,
    targets: targets.length,
    holds: of("holds"),
    refuted: of("refuted"),
    undecided: of("undecided"),
  };
}
