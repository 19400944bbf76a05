import type { DecidingStatement } from "../../policies/language/request.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { serviceReferenceDate } from "../../policies/reference/serviceReferenceDate.js";
import { type Diagnostic, failures, type Result, success } from "../../policies/text/diagnostic.js";
import type { Hole } from "../../properties/hole.js";
import { holesOf } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import { casesNear } from "../corpus/casesNear.js";
import { completeCases } from "../corpus/completeCases.js";
import { type CorpusTarget, corpusTargets } from "../corpus/corpusTargets.js";
import type { GeneratedCases } from "../corpus/madeCases.js";
import { defaultSeed } from "../run/defaultSeed.js";
import { refuseOptions, searchRules } from "../run/refuseOptions.js";
import { servicesOf } from "../run/servicesOf.js";
import { digestOf } from "../run/shards/digestOf.js";
import { packageVersion } from "../run/shards/packageVersion.js";
import { refuseShard, type Shard } from "../run/shards/shard.js";
import { checkableSources, type SourceInputs } from "./sourceInput.js";

export interface GenerateCasesOptions {
  /** @defaultValue 1 */
  readonly seed?: number;
  /** cases in all, at most; @defaultValue 200 */
  readonly size?: number;
  /**
   * Instead of a sample, cases that pin down every part of every statement: inside it, just outside it, and without a
   * key that it asks for, as many as that takes; `mutants` adds the requests that first-order mutants of the policies
   * ask for in addition. @defaultValue false
   */
  readonly complete?: boolean | "mutants";
  /**
   * Make the cases of a part of the targets, which a hash of their names chooses, such as `{ index: 1, total: 3 }`;
   * `planproof corpus merge` joins the files of all parts. @defaultValue all
   */
  readonly shard?: Shard;
  /** called before the cases are chosen, to show progress; @defaultValue not called */
  readonly onChoose?: (size: number, targets: number) => void;
  /** called before the complete cases of each target, to show progress; @defaultValue not called */
  readonly onTarget?: (name: string) => void;
}

/** Cases in a corpus for which no size is given. */
export const defaultCases = 200;

/**
 * Makes regression cases near the policies of one or more sources: requests that are allowed and near misses,
 * with the decisions of today.
 *
 * Deterministic in sources, seed and size. No case is made of a target that is partly unknown, as no decision
 * about it is certain: it is a warning in the diagnostics of a success. Fails for a source that could not be read
 * or holds nothing to check, and when no case is found.
 *
 * @throws TypeError for an option that does not exist or cannot have its value
 * @example
 * ```ts
 * import { generateCases, loadSource, printCorpus } from "planproof";
 *
 * const source = await loadSource("managed:AWSBatchServiceRole");
 * const generated = await generateCases(source, { size: 50 });
 * if (generated.ok) console.log(printCorpus(generated.value));
 * ```
 */
export async function generateCases(
  inputs: SourceInputs,
  options: GenerateCasesOptions = {},
): Promise<Result<GeneratedCases>> {
  refuseOptions("generateCases", options, { seed: searchRules.seed, size: { minimum: 1 }, ...otherRules });
  refuseShard("generateCases", options.shard);
  const { seed = defaultSeed, size = defaultCases, complete = false, shard, onChoose, onTarget } = options;
  const sources = checkableSources(inputs);
  if (!sources.ok) return sources;
  const all = sources.value.flatMap((source) => source.targets);
  const skipped = all.flatMap((target) => {
    const [hole] = holesOf(target);
    return hole === undefined ? [] : [leftOut(printAddress(target.address), hole)];
  });
  const named = new Set(skipped.map(({ source }) => source));
  const targets = corpusTargets(sources.value).filter(
    ({ target }) => !named.has(printAddress(target.address)),
  );
  if (complete === false) onChoose?.(size, targets.length);
  const services = servicesOf(targets.map(({ target }) => target));
  // what is just outside of a policy can be an action of another service
  const reference = await loadServiceReference(complete === false ? services : undefined);
  const part = { reference, ...(shard && { shard }), ...(onTarget && { onTarget }) };
  const generated =
    complete === false
      ? casesNear(targets, { ...part, seed, size })
      : completeCases(targets, { ...part, mutants: complete === "mutants" });
  if (shard !== undefined && targets.length > 0) {
    const digest = await corpusDigest(targets, [seed, size, complete]);
    return success({ ...generated, shard: { index: shard.index, total: shard.total, digest } }, skipped);
  }
  if (generated.cases.length === 0) return failures([targets.length > 0 ? noneDecided : noCases, ...skipped]);
  return success(generated, [...skipped, ...(generated.unmatched ?? []).map(noCaseOf)]);
}

/** Names all that decides the cases: what they are made of, with what options, and by which versions. */
const corpusDigest = async (targets: readonly CorpusTarget[], options: unknown): Promise<string> =>
  digestOf([packageVersion(), await serviceReferenceDate(), targets, options]);

const otherRules = { complete: "any", shard: "any", onChoose: "any", onTarget: "any" } as const;

const leftOut = (source: string, { address, reason, remedy }: Hole): Diagnostic => ({
  code: "left-out",
  severity: "warning",
  message: `no case is made of it: \`${address}\` is unknown: ${reason}`,
  hint: remedy,
  source,
});

const noCaseOf = ({ source, pointer, sid }: DecidingStatement): Diagnostic => ({
  code: "no-case-of-statement",
  severity: "warning",
  message: `no case is decided by ${pointer}${sid === null ? "" : ` (${sid})`}: no request was found that AWS could send and that this statement decides`,
  hint: "see whether its conditions can hold together, and whether other statements decide all that it matches",
  source,
});

const noneDecided: Diagnostic = {
  code: "no-cases",
  severity: "error",
  message:
    "no case can be made: no request was found that AWS could send and that a statement of these policies decides",
  hint: "see whether the conditions of a statement can hold together, and whether its actions exist",
};

const noCases: Diagnostic = {
  code: "no-cases",
  severity: "error",
  message: "no case can be made",
  hint: "name a source whose policies are known",
};
