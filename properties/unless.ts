import type { Statement } from "../policies/language/policyDocument.js";
import type { Hole } from "./hole.js";

/** An unknown policy that could reverse the answer that the known policies give. */
export interface Unless extends Pick<Hole, "address" | "reason" | "refersTo" | "remedy" | "afterApply"> {
  /** the effect that one of its statements would have to have */
  readonly effect: Statement["effect"];
}

/**
 * The unknown policies that could reverse an answer by statements of one effect; undefined where something else
 * is unknown, such as a limit, so that the known policies give no answer.
 */
export function unlessEffect(
  holes: readonly Hole[],
  effect: Unless["effect"],
): readonly Unless[] | undefined {
  if (!holes.every(({ effects }) => effects !== undefined)) return undefined;
  return holes
    .filter(({ effects }) => effects?.includes(effect))
    .map(({ address, reason, refersTo, remedy, afterApply }) => ({
      effect,
      address,
      reason,
      refersTo,
      remedy,
      ...(afterApply && { afterApply }),
    }));
}
