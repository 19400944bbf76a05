/** The door `planproof/cdktf`: stacks as sources, without a file between. */
export type { LoadedSource } from "../plan/source/loadSource.js";
export { type SynthesizableStack, type Synthesizer, sourceFromStack } from "./sourceFromStack.js";
export { sourceFromSynth } from "./sourceFromSynth.js";
