/** The door `planproof/jest`: suites for infrastructure repositories that run jest. */
export type { CorpusOptions } from "../corpusTests.js";
export type { PlanOptions, PlanSource } from "../planSuite.js";
export { describeCorpusInJest as describeCorpus } from "./describeCorpusInJest.js";
export { describePlanInJest as describePlan } from "./describePlanInJest.js";
