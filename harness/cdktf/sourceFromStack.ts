import type { Result } from "../../policies/text/diagnostic.js";
import type { Source } from "../run/openSource.js";
import { type StackOptions, sourceFromSynth } from "./sourceFromSynth.js";

/** What is used of a `TerraformStack`, of cdktf or of a fork of it. */
export interface SynthesizableStack {
  readonly node: { readonly id: string };
}

/** What is used of cdktf's `Testing`. */
export interface Synthesizer<Stack> {
  readonly synth: (stack: Stack) => string;
}

/**
 * Synthesizes a stack and reads it like a `cdk.tf.json`.
 *
 * The addresses of its targets begin with the id of the stack, or with the file that it is written to. Neither cdktf nor constructs is loaded here:
 * the stack brings its own.
 *
 * @param testing `Testing` of cdktf, or of a fork of it
 * @throws TypeError for an option that does not exist, and Error for a file that cannot be written
 * @example
 * ```ts
 * import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
 * import { TerraformStack, Testing } from "cdktf";
 * import { check } from "planproof";
 * import { sourceFromStack } from "planproof/cdktf";
 *
 * const stack = new TerraformStack(Testing.app(), "jobs");
 * const statement = { Effect: "Allow", Action: "batch:ListJobs", Resource: "*" };
 * const policy = JSON.stringify({ Version: "2012-10-17", Statement: statement });
 * new IamPolicy(stack, "jobs", { name: "jobs", policy });
 * const report = await check(sourceFromStack(stack, Testing), { properties: ["no-iam-administration"] });
 * console.log(report.ok && report.value.counts);
 * ```
 */
export function sourceFromStack<Stack extends SynthesizableStack>(
  stack: Stack,
  testing: Synthesizer<Stack>,
  options: StackOptions = {},
): Result<Source> {
  return sourceFromSynth(testing.synth(stack), stack.node.id, options);
}
