import type { Result } from "../../policies/text/diagnostic.js";
import type { LoadedSource } from "../plan/source/loadSource.js";
import { sourceFromSynth } from "./sourceFromSynth.js";

/** What is used of a `TerraformStack`, of cdktf or of a fork of it. */
export interface SynthesizableStack {
  readonly node: { readonly id: string };
}

/** What is used of cdktf's `Testing`. */
export interface Synthesizer<Stack> {
  readonly synth: (stack: Stack) => string;
}

/**
 * Synthesizes a stack and reads it like a `cdk.tf.json`:
 *
 * ```js
 * import { Testing } from "cdktf";
 * import { sourceFromStack } from "planproof/cdktf";
 * const source = sourceFromStack(stack, Testing);
 * ```
 *
 * The addresses of its targets begin with the id of the stack. Neither cdktf nor constructs is loaded here:
 * the stack brings its own.
 */
export function sourceFromStack<Stack extends SynthesizableStack>(
  stack: Stack,
  testing: Synthesizer<Stack>,
): Result<LoadedSource> {
  return sourceFromSynth(testing.synth(stack), stack.node.id);
}
