import type { PolicySet } from "../../../policies/language/policySet.js";
import { allowedBy } from "../../../properties/allowedBy.js";
import type { Bounded } from "../../../properties/bounded.js";
import { boundsOf, type Readings } from "../../../properties/target.js";
import type { DiffQuestions } from "./diffAccess.js";
import { sameLimits } from "./sameLimits.js";

/**
 * The questions about policies with two readings: access is certainly new where the narrowest after a change allows
 * it and the widest before did not, and may be new where the widest after allows it and the narrowest before did
 * not; the other way round it is gone.
 */
export function readingsQuestions(before: Readings, after: Readings): DiffQuestions {
  const [first, second] = [boundsOf(before), boundsOf(after)];
  const isCalm = first.unknown.length > 0 && sameLimits(before, after);
  const [mostBefore, mostAfter] = [allowedBy(first.upper), allowedBy(second.upper)];
  const [leastBefore, leastAfter] = [first, second].map(({ upper, lower }) =>
    lower === upper ? undefined : allowedBy(lower),
  );
  const free = (bounds: Bounded<PolicySet>) => allowedBy(isCalm ? unlimited(bounds) : bounds.lower);
  const isOpen = first.lower !== first.upper || second.lower !== second.upper;
  return {
    before: mostBefore,
    after: mostAfter,
    gain: { more: leastAfter ?? mostAfter, less: mostBefore },
    loss: { more: leastBefore ?? mostBefore, less: mostAfter },
    ...(isOpen && {
      mayGain: { more: mostAfter, less: free(first) },
      mayLose: { more: mostBefore, less: free(second) },
    }),
  };
}

/** The narrowest of what is held, without the limits that are the same for both sides. */
function unlimited({ upper: { resources: _, ...upper }, lower }: Bounded<PolicySet>): PolicySet {
  const { identity, resources } = lower;
  return { ...upper, identity, ...(resources && { resources }) };
}
