/** The door `planproof/node`: suites for infrastructure repositories that run `node:test`. */
export type { CorpusOptions } from "../corpusTests.js";
export type { PlanOptions, PlanSource } from "../planSuite.js";
export { describeCorpusInNode as describeCorpus } from "./describeCorpusInNode.js";
export { describePlanByPropertyInNode as describePlanByProperty } from "./describePlanByPropertyInNode.js";
export { describePlanInNode as describePlan } from "./describePlanInNode.js";
