import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { type Result, success } from "../../policies/text/diagnostic.js";
import type { Property } from "../../properties/property.js";
import { describeVerdict } from "../report/describeVerdict.js";
import { chooseProperties } from "../run/chooseProperties.js";
import { isAsked, run } from "../run/run.js";
import type { Judgement } from "./judgement.js";
import { type TargetInput, targetIn } from "./targetOf.js";

/**
 * Whether a target satisfies a property: a built-in one as `ID` or `ID:PARAMETER=VALUE,VALUE`, or one that you wrote. It is
 * undecided for a target that the property does not apply to. Laws about trust policies are asked of a role's own.
 *
 * Fails for a target and for a property that are not known.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadSource, satisfies } from "planproof";
 *
 * const policy = await loadSource("managed:AWSBatchFullAccess");
 * const satisfied = await satisfies(policy, "no-iam-administration");
 * assert(satisfied.ok && satisfied.value.verdict === "holds");
 * ```
 */
export const satisfies = async (
  input: TargetInput,
  property: string | Property,
): Promise<Result<Judgement>> => judgeProperty(await loadServiceReference(), input, property);

/**
 * Whether a role can be assumed only by some principals: ARNs or patterns, account IDs, services and identity providers,
 * by its trust policy. Undecided where the source does not show that policy.
 *
 * Fails for a target that is not known.
 *
 * @example
 * ```ts
 * import { isAssumableOnlyBy, loadSource, targetOf } from "planproof";
 *
 * const role = targetOf(await loadSource("plan.json"), "aws_iam_role.job");
 * const judged = await isAssumableOnlyBy(role, ["ecs-tasks.amazonaws.com"]);
 * console.log(judged.ok ? judged.value.verdict : judged.diagnostics); // here: there is no plan.json
 * ```
 */
export const isAssumableOnlyBy = async (
  input: TargetInput,
  principals: readonly string[],
): Promise<Result<Judgement>> =>
  judgeProperty(await loadServiceReference(), input, assumableOnlyBy(principals));

/** The property by its name. */
export const assumableOnlyBy = (principals: readonly string[]): string =>
  `assumable-by:principals=${principals.join(",")}`;

/** The same with service data that is loaded already. */
export function judgeProperty(
  reference: ServiceReference,
  input: TargetInput,
  asked: string | Property,
): Result<Judgement> {
  const target = targetIn(input);
  if (!target.ok) return target;
  const properties = chooseProperties([asked]);
  if (!properties.ok) return properties;
  const [property] = properties.value as readonly [Property];
  const { trustTarget } = target.value;
  const candidates = [target.value, ...(trustTarget === undefined ? [] : [trustTarget])];
  const subject = candidates.find((one) => isAsked(property, one));
  if (subject === undefined) return success({ verdict: "undecided", lines: [`  ${notAsked(property)}`] });
  const { verdicts, targets } = run([subject], [property], { reference, universe: "typed" });
  const { outcome } = verdicts[0]!;
  const witness = outcome.verdict === "refuted" ? outcome.witness : undefined;
  return success({
    verdict: outcome.verdict,
    ...(witness && { witness }),
    lines: describeVerdict(verdicts[0]!, targets),
  });
}

const notAsked = ({ id, about = "principals" }: Property): string =>
  [about].flat().includes("resources")
    ? `\`${id}\` is about resource policies and trust policies, and the source shows none of it: take the target from the whole source, by \`targetOf(source, address)\``
    : `\`${id}\` does not apply to it`;
