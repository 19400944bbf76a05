import type { Decision, Request } from "../../policies/language/request.js";
import { shortRequest } from "./caseId.js";
import { type CorpusShard, corpusHead, type HeadTarget } from "./corpusHead.js";
import { printRow } from "./printRow.js";

/** A case of a corpus file. */
export interface PrintedCase {
  readonly id: string;
  readonly target: string;
  readonly request: Request;
  readonly expected: Decision;
}

/**
 * Writes cases as a corpus file: a row for each document and target, then a row for each case, which names its
 * target. What the cases of one target share is written once, so that a change of a policy is a small diff.
 *
 * @example
 * ```ts
 * import { generateCases, loadSource, printCorpus } from "planproof";
 *
 * const generated = await generateCases(await loadSource("managed:AWSBatchServiceRole"), { size: 10 });
 * if (generated.ok) console.log(printCorpus(generated.value));
 * ```
 */
export const printCorpus = (corpus: {
  readonly targets: readonly HeadTarget[];
  readonly cases: readonly PrintedCase[];
  readonly shard?: CorpusShard;
}): string =>
  [...corpusHead(corpus.targets, corpus.shard), ...corpus.cases.map(caseRow)].map(printRow).join("");

/** A case as its row has it. */
export const caseRow = ({ id, target, request, expected }: PrintedCase) => ({
  id,
  target,
  request: shortRequest(request),
  expected,
});
