/** The door `planproof/generators`: fast-check arbitraries near policies. */
export { type ActionOptions, action } from "./action.js";
export type { Mutant } from "./mutants/mutant.js";
export { type MutantOptions, mutantsOf } from "./mutants/mutantsOf.js";
export { mutationOperators, type OperatorDescription } from "./mutants/mutationOperators.js";
export { type DocumentJson, type DocumentOptions, policyDocument } from "./policyDocument.js";
export { type ContextOptions, requestContext } from "./requestContext.js";
export { type RequestOptions, requestNear } from "./requestNear.js";
export { type RequestsOptions, requestsNear } from "./requestsNear.js";
export { type ResourceOptions, resource } from "./resource.js";
export { type Context, type TagsOptions, tags } from "./tags.js";
