import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import { documentTargets } from "../plan/documentTargets.js";
import { extract } from "../plan/extract.js";
import { readInput } from "../plan/input/readInput.js";
import type { LoadedSource } from "../plan/source/loadSource.js";

/**
 * Reads the JSON that `Testing.synth(stack)` returns, as if it were a `cdk.tf.json`.
 *
 * @param name what the addresses of its targets begin with; default `stack`
 * @example
 * ```ts
 * import { check } from "planproof";
 * import { sourceFromSynth } from "planproof/cdktf";
 *
 * const document = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "batch:ListJobs", Resource: "*" } };
 * const policy = { name: "jobs", policy: JSON.stringify(document) };
 * const source = sourceFromSynth(JSON.stringify({ resource: { aws_iam_policy: { jobs: policy } } }), "jobs");
 * const report = await check(source, { properties: ["no-iam-administration"] });
 * console.log(report.ok && report.value.counts);
 * ```
 */
export function sourceFromSynth(json: string, name = "stack"): Result<LoadedSource> {
  const input = readInput(new TextEncoder().encode(json), name);
  if (!input.ok) return input;
  if (input.value.kind !== "cdktf") return failure(notSynthesized(name));
  const extraction = extract(input.value, name);
  const noted = { ...extraction, notes: [...input.diagnostics, ...extraction.notes] };
  const { targets, policies, resources = [] } = noted;
  const documents = documentTargets(noted, name);
  return success({ name, kind: "cdktf", extraction: noted, targets, policies, documents, resources });
}

const notSynthesized = (name: string): Diagnostic => ({
  code: "not-synthesized",
  severity: "error",
  message: `\`${name}\` is not what CDKTF synthesizes: there is neither \`resource\` nor \`data\` in it`,
  hint: "give what `Testing.synth(stack)` returns",
});
