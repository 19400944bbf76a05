/** The door `planproof/vitest`: suites for infrastructure repositories that run vitest. */
export type { CorpusOptions } from "../corpusTests.js";
export type { PlanOptions, PlanSource } from "../planSuite.js";
export { describeCorpusInVitest as describeCorpus } from "./describeCorpusInVitest.js";
export { describePlanInVitest as describePlan } from "./describePlanInVitest.js";
