import { serviceReferenceNow } from "../../policies/reference/loadServiceReference.js";
import { failures, type Result, success } from "../../policies/text/diagnostic.js";
import type { Preset } from "../../properties/catalogue/propertiesOf.js";
import type { Property } from "../../properties/property.js";
import { checkPreconditions } from "../run/checkPreconditions.js";
import { chooseProperties } from "../run/chooseProperties.js";
import { documentsToAsk } from "../run/documentsToAsk.js";
import { defaultGate, type FailOn } from "../run/failOn.js";
import type { Source } from "../run/openSource.js";
import type { Report } from "../run/report.js";
import { resourcesToAsk } from "../run/resourcesToAsk.js";
import { run } from "../run/run.js";
import { unboundProperties } from "../run/unboundProperties.js";
import { judgeReport } from "../runners/judgeReport.js";
import { sourceFailure } from "../runners/verdictFailure.js";
import { type StackOptions, sourceFromSynth } from "./sourceFromSynth.js";

export interface CheckedStackOptions extends StackOptions {
  /**
   * Built-in properties as `ID` or `ID:PARAMETER=VALUE,VALUE`, or properties of your own, in addition to those of
   * `preset`; @defaultValue none
   */
  readonly properties?: readonly (string | Property)[];
  /** which built-in properties are asked without being named; @defaultValue `recommended`, where none is named */
  readonly preset?: Preset;
  /** the least severity whose violation fails the synthesis; @defaultValue `high`, and `low` with the preset `strict` */
  readonly failOn?: FailOn;
  /** whether a property that is undecided fails the synthesis, or is allowed; @defaultValue `fail` */
  readonly undecided?: "fail" | "allow";
}

/** An aspect of cdktf, or of a fork of it. */
export interface StackAspect {
  readonly visit: (construct: object) => void;
}

/** What is used of a stack that the aspect visits. */
interface CheckableStack {
  readonly node: {
    readonly id: string;
    readonly addValidation: (validation: { readonly validate: () => string[] }) => void;
  };
  readonly toTerraform: () => unknown;
  readonly synthesizer: unknown;
}

/**
 * Makes an aspect that checks a stack when it is synthesized: `Aspects.of(stack).add(checkedStack())`. A property that is
 * refuted, or undecided, fails `cdktf synth` with the request that violates it, and so does a stack without any IAM
 * policy. CDKTF runs the aspects of a stack and not those of its app. `Testing.synth` runs it only if it is called as
 * `Testing.synth(stack, true)`.
 *
 * Source: https://developer.hashicorp.com/terraform/cdktf/concepts/aspects
 *
 * @throws Error in the synthesis, with the whole description of what may not pass
 *
 * @example
 * ```ts
 * import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
 * import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
 * import { Aspects, TerraformStack, Testing } from "cdktf";
 * import { checkedStack } from "planproof/cdktf";
 *
 * const stack = new TerraformStack(Testing.app(), "jobs");
 * new AwsProvider(stack, "aws", { region: "eu-west-1" });
 * const statement = { Effect: "Allow", Action: "batch:ListJobs", Resource: "*" };
 * const policy = JSON.stringify({ Version: "2012-10-17", Statement: statement });
 * new IamPolicy(stack, "jobs", { name: "jobs", policy });
 * Aspects.of(stack).add(checkedStack({ properties: ["no-iam-administration"] }));
 * Testing.synth(stack, true); // throws where the property is refuted
 * ```
 */
export function checkedStack(options: CheckedStackOptions = {}): StackAspect {
  const visited = new WeakSet<object>();
  return {
    visit(construct) {
      if (!isStack(construct) || visited.has(construct)) return;
      visited.add(construct);
      construct.node.addValidation({ validate: () => faultsOf(construct, options) });
    },
  };
}

/** The elements of a stack can be written as Terraform, too. */
const isStack = (construct: object): construct is CheckableStack =>
  "toTerraform" in construct && "synthesizer" in construct;

/** Why the stack may not be synthesized, as the message of one failure; empty where it may. */
function faultsOf(stack: CheckableStack, options: CheckedStackOptions): string[] {
  const { account, region, file, before, undecided } = options;
  const given = {
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(file !== undefined && { file }),
    ...(before !== undefined && { before }),
  };
  const source = sourceFromSynth(JSON.stringify(stack.toTerraform()), stack.node.id, given);
  const report = source.ok ? reportOf(source.value, options) : source;
  if (!report.ok) return [sourceFailure(stack.node.id, report.diagnostics).message];
  try {
    judgeReport(report.value, undecided);
    return [];
  } catch (failure) {
    return [(failure as Error).message];
  }
}

/** What `check` does, without waiting: a synthesis does not wait. */
function reportOf(source: Source, { properties, preset, failOn }: CheckedStackOptions): Result<Report> {
  const chosen = chooseProperties(properties, preset);
  if (!chosen.ok) return chosen;
  const documents = documentsToAsk(source, chosen.value, properties !== undefined);
  const resources = resourcesToAsk(source, chosen.value);
  const targets = [...source.targets, ...resources, ...documents];
  const problems = [
    ...checkPreconditions(source, [...documents, ...resources]),
    ...unboundProperties(chosen.value, targets),
  ];
  if (problems.length > 0) return failures(problems);
  const report = run(targets, chosen.value, {
    reference: serviceReferenceNow(),
    universe: "typed",
    failOn: failOn ?? defaultGate(preset),
    ...(source.given && { given: source.given }),
  });
  return success(report);
}
