/** The doors `planproof/cdktf` and `planproof/cdktn`: stacks as sources, without a plan. */
export type { LoadedSource } from "../plan/source/loadSource.js";
export type { Source } from "../run/openSource.js";
export { type CheckedStackOptions, checkedStack, type StackAspect } from "./checkedStack.js";
export { type SynthesizableStack, type Synthesizer, sourceFromStack } from "./sourceFromStack.js";
export { type StackOptions, sourceFromSynth } from "./sourceFromSynth.js";
