import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import type { Target } from "../../properties/target.js";
import { printAddress, withoutSource } from "../../properties/targetAddress.js";
import type { Source } from "../run/openSource.js";
import { singleTarget } from "./singleTarget.js";
import { loadedSources, type SourceInput } from "./sourceInput.js";

/** One principal, resource or policy that questions can be put to. */
export interface NamedTarget extends Target {
  /** of a role: its trust policy as a target; absent where the source does not show it */
  readonly trustTarget?: Target;
}

/** A target, a source that holds exactly one, or what `targetOf` or `loadSource` returned. */
export type TargetInput = NamedTarget | Source | Result<NamedTarget | Source>;

/**
 * Finds one principal, resource or policy of a source by its address, by its ARN where that is a principal's, or, without
 * an address, the only one there is.
 *
 * Fails for a source that could not be read and for an address that is not in it.
 *
 * @example
 * ```ts
 * import { allows, loadSource, targetOf } from "planproof";
 *
 * const role = targetOf(await loadSource("managed:AWSBatchFullAccess"));
 * const allowance = await allows(role, { action: "batch:SubmitJob" });
 * if (allowance.ok) console.log(allowance.value.verdict, allowance.value.request?.resource);
 * ```
 */
export function targetOf(source: SourceInput, address?: string): Result<NamedTarget> {
  const sources = loadedSources(source);
  if (!sources.ok) return sources;
  const loaded = sources.value[0]!;
  const target = address === undefined ? singleTarget(loaded) : namedTarget(loaded, address);
  return target.ok ? success(withTrust(target.value, loaded)) : target;
}

/** The one target that is meant; fails for what is not a target, as JavaScript may pass anything. */
export function targetIn(input: TargetInput): Result<NamedTarget> {
  if (typeof input !== "object" || input === null) return failure(notATarget);
  if ("ok" in input) return input.ok ? targetIn(input.value) : input;
  if ("targets" in input) return targetOf(input);
  return "policies" in input && "principal" in input ? success(input) : failure(notATarget);
}

function namedTarget({ name, targets, resources }: Source, wanted: string): Result<Target> {
  const all = [...targets, ...resources];
  const found = all.find(
    ({ address, principal, resource }) =>
      [printAddress(address), printAddress(withoutSource(address))].includes(wanted) ||
      (resource === undefined && principal === wanted),
  );
  if (found !== undefined) return success(found);
  const names = all.map(({ address }) => printAddress(withoutSource(address)));
  const message = `no principal, resource or policy \`${wanted}\` in it`;
  const hint =
    names.length === 0 ? "it contains none" : didYouMean(wanted, names, "`planproof extract SOURCE`");
  return failure({ code: "unknown-address", severity: "error", message, hint, source: name });
}

function withTrust(target: Target, { resources }: Source): NamedTarget {
  const trustTarget = resources.find(
    ({ resource, address }) =>
      resource?.kind === "trust" && address.resource === `${target.address.resource}.assume_role_policy`,
  );
  return trustTarget === undefined ? target : { ...target, trustTarget };
}

const notATarget: Diagnostic = {
  code: "not-a-target",
  severity: "error",
  message: "this is not a principal, a resource or a policy",
  hint: 'give `targetOf(await loadSource("plan.json"), "aws_iam_role.job")`',
};
