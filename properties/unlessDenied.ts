import type { Surroundings, UnknownPolicy } from "./escalation/surroundings.js";
import type { Outcome, Refuted, UndecidedByHoles } from "./property.js";
import { unlessEffect } from "./unless.js";

/** Undecided by what is unknown, with what the known policies answer. */
export const knownAlone = (outcome: Outcome, holes: readonly UnknownPolicy[]): UndecidedByHoles => ({
  verdict: "undecided",
  by: "proof",
  runs: 0,
  kind: "holes",
  holes,
  partial: { of: "known", outcome },
});

/**
 * A violation by what some principals may do, with the unknown policies of them that could deny it; undecided where more
 * than policies is unknown.
 *
 * @param addresses of the principals
 */
export function unlessDenied(
  outcome: Refuted,
  addresses: readonly string[],
  { principals }: Surroundings,
): Outcome {
  const holes = [...new Set(addresses)].flatMap((address) => principals.get(address)?.holes ?? []);
  const unless = unlessEffect(holes, "Deny");
  if (unless === undefined) return knownAlone(outcome, holes);
  return unless.length === 0 ? outcome : { ...outcome, unless };
}
