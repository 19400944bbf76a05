import type { PolicySet } from "../../../policies/language/policySet.js";
import { allowedBy } from "../../../properties/allowedBy.js";
import type { Readings } from "../../../properties/target.js";
import { type AccessDiff, type DiffAccessOptions, diffAccess } from "./diffAccess.js";
import { sameLimits } from "./sameLimits.js";

/**
 * Reports what access is new and what is gone, by classes of actions, of policies with two readings: it is
 * certainly new where the narrowest after a change allows it and the widest before did not, and may be new where
 * the widest after allows it and the narrowest before did not; the other way round it is gone.
 *
 * @throws Error when the readings contradict each other: a bug
 */
export function diffReadings(before: Readings, after: Readings, options: DiffAccessOptions): AccessDiff {
  const least = ({ policies, narrowest = policies }: Readings) => narrowest;
  const isCalm = before.narrowest !== undefined && sameLimits(before, after);
  const [mostBefore, mostAfter] = [allowedBy(before.policies), allowedBy(after.policies)];
  const [leastBefore, leastAfter] = [allowedBy(least(before)), allowedBy(least(after))];
  const free = (readings: Readings) => allowedBy(isCalm ? unlimited(readings) : least(readings));
  const isOpen = before.narrowest !== undefined || after.narrowest !== undefined;
  return diffAccess(
    {
      before: mostBefore,
      after: mostAfter,
      gain: { more: leastAfter, less: mostBefore },
      loss: { more: leastBefore, less: mostAfter },
      ...(isOpen && {
        mayGain: { more: mostAfter, less: free(before) },
        mayLose: { more: mostBefore, less: free(after) },
      }),
    },
    options,
  );
}

/** The narrowest of what is held, without the limits that are the same for both sides. */
const unlimited = ({ policies, narrowest = policies }: Readings): PolicySet => ({
  ...policies,
  identity: narrowest.identity,
});
