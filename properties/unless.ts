import type { Statement } from "../policies/language/document.js";
import type { Hole } from "./target.js";

/** An unknown policy that could turn round an answer which what is known gives. */
export interface Unless extends Pick<Hole, "address" | "reason" | "refersTo" | "remedy" | "afterApply"> {
  /** the effect that one of its statements would have to have */
  readonly effect: Statement["effect"];
}

/**
 * The unknown policies that could turn an answer round by statements of one effect; undefined where something
 * else is unknown, such as a limit, so that what is known gives no answer.
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
