import { describePlan } from "../../../../../harness/runners/mocha/mocha.js";

// The mistake of a beginner: mocha does not know that there is something to wait for.
for (const [source, options] of JSON.parse(process.env["PLANPROOF_SUITE"] ?? "[]")) {
  void describePlan(source, options);
}
