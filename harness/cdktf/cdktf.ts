/** The doors `planproof/cdktf` and `planproof/cdktn`: stacks as sources, without a plan, and guarded roles for AWS Batch. */
export type { LoadedSource } from "../plan/source/loadSource.js";
export type { Source } from "../run/openSource.js";
export {
  type BatchInstanceProfileOptions,
  batchInstanceProfile,
  type ProfileClasses,
} from "./batchInstanceProfile.js";
export { type BatchJobRoleOptions, batchJobRole } from "./batchJobRole.js";
export { type BatchServiceRoleOptions, batchServiceRole } from "./batchServiceRole.js";
export { type CheckedStackOptions, checkedStack, type StackAspect } from "./checkedStack.js";
export type { MadePolicy, MadeRole, RoleClasses, RoleOptions, StatementJson } from "./guardedRole.js";
export { type SynthesizableStack, type Synthesizer, sourceFromStack } from "./sourceFromStack.js";
export { type StackOptions, sourceFromSynth } from "./sourceFromSynth.js";
