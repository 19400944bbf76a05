import { type CorpusOptions, corpusTests } from "../corpusTests.js";
import { describeTests } from "../describeTests.js";
import { mochaRunner } from "./mochaRunner.js";

/**
 * Makes a mocha `describe` with one test per target of a corpus: each case is asked of the target that it names, as
 * that is in the sources `against`. The message of a failing test has the cases that drifted, with the statements
 * that decided then and decide now. A target that the source lacks, or that the corpus lacks, is a failing test.
 *
 * Call it in an ES module, with `await`. A corpus or source that cannot be read is one failing test, and so is a call
 * that is not awaited.
 *
 * @throws Error outside a mocha test file
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeCorpus } from "planproof/mocha";
 *
 * const suite = () => describeCorpus("golden.jsonl", { against: "plan.json" });
 * assert.equal(typeof suite, "function"); // in a test file: `await suite()`
 * ```
 */
export async function describeCorpus(corpus: string, options: CorpusOptions): Promise<void> {
  const called = "describeCorpus";
  const list = () => corpusTests(corpus, options);
  await describeTests(mochaRunner(called), { subject: corpus, called, list });
}
