import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { documentTargets } from "../plan/documentTargets.js";
import { extract } from "../plan/extract.js";
import { readInput } from "../plan/input/readInput.js";
import type { Input } from "../plan/resources/input.js";
import type { Source } from "../run/openSource.js";
import { refuseOptions } from "../run/refuseOptions.js";
import { givenOptions, misformedOptions, type SourceOptions } from "../run/sourceOptions.js";

/** What a stack may not say about itself. */
export interface StackOptions extends Pick<SourceOptions, "account" | "region"> {
  /**
   * a file that the stack is written to, such as `cdktf.out/jobs.tf.json`; its folder is made. The addresses of targets
   * begin with it, so that the commands that replay a request work. @defaultValue nothing is written
   */
  readonly file?: string;
  /**
   * the stack before the change, as the JSON of an earlier synthesis: of another stack by `Testing.synth`, or a
   * `cdk.tf.json` of the main branch that was read. It is what `tag-guard` and the gate `new` compare with.
   * @defaultValue what was there before is not known
   */
  readonly before?: string;
}

/**
 * Reads the JSON that `Testing.synth(stack)` returns, as if it were a `cdk.tf.json`.
 *
 * @param name what the addresses of its targets begin with, unless it is written to a file; default `stack`
 * @throws TypeError for an option that does not exist, and Error for a file that cannot be written
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
export function sourceFromSynth(json: string, name = "stack", options: StackOptions = {}): Result<Source> {
  refuseOptions("sourceFromSynth", options, { account: "any", region: "any", file: "any", before: "any" });
  const { file, before } = options;
  const problems = misformedOptions(options);
  if (problems.length > 0) return failures(problems);
  const input = readSynth(json, name);
  if (!input.ok) return input;
  const earlier = before === undefined ? undefined : readSynth(before, `${name} before the change`);
  if (earlier?.ok === false) return earlier;
  if (file !== undefined) write(file, json);
  const place = file ?? name;
  const given = givenOptions(options);
  const extraction = extract(
    { ...input.value, ...(earlier && { before: earlier.value.plan }) },
    place,
    given,
  );
  const noted = { ...extraction, notes: [...input.diagnostics, ...extraction.notes] };
  const { targets, policies, resources = [] } = noted;
  const documents = documentTargets(noted, place);
  return success({
    name: place,
    kind: "cdktf",
    extraction: noted,
    targets,
    policies,
    documents,
    resources,
    ...(Object.keys(given).length > 0 && { given }),
  });
}

function readSynth(json: string, name: string): Result<Extract<Input, { kind: "cdktf" }>> {
  const input = readInput(new TextEncoder().encode(json), name);
  if (!input.ok) return input;
  const { value, diagnostics } = input;
  return value.kind === "cdktf" ? success(value, diagnostics) : failure(notSynthesized(name));
}

function write(file: string, json: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, json);
}

const notSynthesized = (name: string): Diagnostic => ({
  code: "not-synthesized",
  severity: "error",
  message: `\`${name}\` is not what CDKTF synthesizes: there is neither \`resource\` nor \`data\` in it`,
  hint: "give what `Testing.synth(stack)` returns",
});
