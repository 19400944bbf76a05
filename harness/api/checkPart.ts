import { serviceReferenceDate } from "../../policies/reference/serviceReferenceDate.js";
import { type Result, success } from "../../policies/text/diagnostic.js";
import type { Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import type { Source } from "../run/openSource.js";
import type { Verdict } from "../run/report.js";
import type { RunOptions } from "../run/run.js";
import { digestOf } from "../run/shards/digestOf.js";
import { packageVersion } from "../run/shards/packageVersion.js";
import type { Shard } from "../run/shards/shard.js";

/** Keeps the verdicts of a run, so that one that was killed need not ask again. */
export interface VerdictJournal {
  /**
   * Called once, before the first question: gives the verdicts that are known, by the number of their question.
   *
   * @param digest names sources, properties, seed and shard: verdicts of another digest do not count
   */
  readonly open: (digest: string) => Result<ReadonlyMap<number, Verdict>>;
  /** called with each new verdict */
  readonly keep: (at: number, verdict: Verdict) => void;
}

interface AskedRun {
  readonly sources: readonly Source[];
  readonly targets: readonly Target[];
  readonly properties: readonly Property[];
}

/**
 * Which part of a run is asked, and which verdicts of it are known. The digest is of the values that decide its
 * verdicts: sources, properties, options, and the versions of planproof and of AWS's data.
 */
export async function checkPart(
  { sources, targets, properties }: AskedRun,
  options: unknown,
  { shard, journal }: { readonly shard?: Shard; readonly journal?: VerdictJournal },
): Promise<Result<Pick<RunOptions, "shard" | "known" | "onFound">>> {
  if (shard === undefined && journal === undefined) return success({});
  const digest = digestOf([
    packageVersion(),
    await serviceReferenceDate(),
    sources.map(({ name }) => name),
    targets,
    properties,
    options,
  ]);
  const part = shard === undefined ? {} : { shard: { index: shard.index, total: shard.total, digest } };
  if (journal === undefined) return success(part);
  const known = journal.open(digestOf([digest, part]));
  return known.ok ? success({ ...part, known: known.value, onFound: journal.keep }) : known;
}
