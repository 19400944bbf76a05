import { type CorpusOptions, corpusTests } from "../corpusTests.js";
import { describeTests } from "../describeTests.js";
import { nodeRunner } from "./nodeRunner.js";

/**
 * Makes a `describe` of `node:test` with one test per target of a corpus: each case is asked of the target that it names, as
 * that is in the sources `against`. The message of a failing test has the cases that drifted, with the statements
 * that decided then and decide now. A target that the source lacks, or that the corpus lacks, is a failing test.
 *
 * Call it with `await`. A corpus or source that cannot be read is one failing test.
 *
 * @throws Error in another test runner
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeCorpus } from "planproof/node";
 *
 * const suite = () => describeCorpus("golden.jsonl", { against: "plan.json" });
 * assert.equal(typeof suite, "function"); // in a test file: `await suite()`
 * ```
 */
export async function describeCorpusInNode(corpus: string, options: CorpusOptions): Promise<void> {
  const called = "describeCorpus";
  const list = () => corpusTests(corpus, options);
  await describeTests(nodeRunner(called), { subject: corpus, called, list });
}
