/** The door `planproof/mocha`: suites for infrastructure repositories. */

export type { PlanOptions, PlanSource } from "../planSuite.js";
export { type CorpusOptions, describeCorpus } from "./describeCorpus.js";
export { describePlan } from "./describePlan.js";
export { describePlanByProperty } from "./describePlanByProperty.js";
