import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { type Result, success } from "../../policies/text/diagnostic.js";
import { alignColumns } from "../report/alignColumns.js";
import { describeRelation } from "../report/describeRelation.js";
import { describeWitness } from "../report/describeWitness.js";
import { escapeControls } from "../report/escapeControls.js";
import { containBothWays, type Within } from "../run/compare/comparePolicies.js";
import { defaultRuns, defaultSeed } from "../run/defaultSeed.js";
import type { Judgement } from "./judgement.js";
import { type TargetInput, targetIn } from "./targetOf.js";

/** `contained`: the left side allows nothing else than the right one; `strictlyContained`: and less than it. */
export type SideRelation = "contained" | "strictlyContained" | "equivalent";

/**
 * Whether everything that one side allows is allowed by the other, over all requests that AWS could send. Where it is
 * not, the witness is a request that only the left side allows.
 *
 * Fails for a target that is not known.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isContainedIn, loadSource } from "planproof";
 *
 * const older = await loadSource("managed:BatchServiceRolePolicy@v6");
 * const newer = await loadSource("managed:BatchServiceRolePolicy@v7");
 * const contained = await isContainedIn(older, newer);
 * assert(contained.ok && contained.value.verdict === "holds");
 * ```
 */
export const isContainedIn = async (left: TargetInput, right: TargetInput): Promise<Result<Judgement>> =>
  judgeSides(await loadServiceReference(), [left, right], "contained");

/**
 * The same, and that the other side allows more: it fails for sides that mean the same.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isStrictlyContainedIn, loadSource } from "planproof";
 *
 * const policy = await loadSource("managed:AWSBatchFullAccess@v7");
 * const contained = await isStrictlyContainedIn(policy, policy);
 * assert(contained.ok && contained.value.verdict === "refuted");
 * ```
 */
export const isStrictlyContainedIn = async (
  left: TargetInput,
  right: TargetInput,
): Promise<Result<Judgement>> => judgeSides(await loadServiceReference(), [left, right], "strictlyContained");

/**
 * Whether two sides allow the same requests, regardless of how they are written. Where they do not, the witness is a
 * request that one side alone allows.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isEquivalentTo, loadSource } from "planproof";
 *
 * const older = await loadSource("managed:BatchServiceRolePolicy@v6");
 * const newer = await loadSource("managed:BatchServiceRolePolicy@v7");
 * const same = await isEquivalentTo(older, newer);
 * assert(same.ok && same.value.verdict === "refuted");
 * ```
 */
export const isEquivalentTo = async (left: TargetInput, right: TargetInput): Promise<Result<Judgement>> =>
  judgeSides(await loadServiceReference(), [left, right], "equivalent");

/** The same with service data that is loaded already. */
export function judgeSides(
  reference: ServiceReference,
  [left, right]: readonly [TargetInput, TargetInput],
  relation: SideRelation,
): Result<Judgement> {
  const [one, other] = [targetIn(left), targetIn(right)];
  if (!one.ok) return one;
  if (!other.ok) return other;
  const options = { seed: defaultSeed, runs: defaultRuns, universe: "typed", reference } as const;
  const { forward, backward } = containBothWays(one.value, other.value, options);
  if (relation === "contained") return success(judgeWithin(forward, "only the left side allows"));
  if (relation === "equivalent")
    return success(
      forward.within === false || backward.within === true
        ? judgeWithin(forward, "only the left side allows")
        : judgeWithin(backward, "only the right side allows"),
    );
  if (forward.within !== true) return success(judgeWithin(forward, "only the left side allows"));
  if (backward.within === true)
    return success({ verdict: "refuted", lines: ["  both sides allow the same"] });
  return success(backward.within === false ? { verdict: "holds", lines: [] } : judgeWithin(backward, ""));
}

function judgeWithin({ within, witness, reason }: Within, title: string): Judgement {
  if (within === true) return { verdict: "holds", lines: [] };
  const why = describeRelation(reason === undefined ? [] : [reason]);
  const said = why === undefined ? [] : [`  ${escapeControls(why)}`];
  if (within === undefined) return { verdict: "undecided", lines: said };
  const shown = [`  ${title}:`, ...alignColumns(describeWitness(witness!)), ...said];
  return { verdict: "refuted", witness: witness!, lines: shown };
}
