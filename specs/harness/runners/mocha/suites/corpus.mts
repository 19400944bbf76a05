import { describeCorpus } from "../../../../../harness/runners/mocha/mocha.js";

// The corpora of an infrastructure repository, run in a child mocha by describeCorpus.spec.ts.
for (const [corpus, options] of JSON.parse(process.env["PLANPROOF_SUITE"] ?? "[]")) {
  await describeCorpus(corpus, options);
}
