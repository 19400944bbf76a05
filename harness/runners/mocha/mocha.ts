/** The door `planproof/mocha`: suites for infrastructure repositories. */
export type { CorpusOptions } from "../corpusTests.js";
export type { PlanOptions, PlanSource } from "../planSuite.js";
export { describeCorpus } from "./describeCorpus.js";
export { describePlan } from "./describePlan.js";
export { describePlanByProperty } from "./describePlanByProperty.js";
