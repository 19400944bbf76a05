import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Bounded } from "../../../properties/bounded.js";
import type { Hole } from "../../../properties/hole.js";
import type { Readings } from "../../../properties/target.js";

/** The policies of a principal or a resource at one time. */
export interface HeldPolicies {
  readonly policies: Bounded<PolicySet>;
  /** what is unknown without bounds, so that it takes no part in `policies` */
  readonly holes: readonly Hole[];
}

/** As the part of a target that is about the time of the target. */
export const readingsOf = ({ policies: { upper, lower, unknown }, holes }: HeldPolicies): Readings => ({
  policies: upper,
  ...(unknown.length > 0 && { bounds: { lower, unknown } }),
  holes,
});

/**
 * The same at the time before a change.
 *
 * @param isLasting whether a hole has the same value after the change
 */
export function readingsBefore(
  { policies, holes }: HeldPolicies,
  isLasting: (hole: Hole) => boolean = () => false,
): Readings {
  const marked = (some: readonly Hole[]) =>
    some.map((hole) => (isLasting(hole) ? { ...hole, lasting: true } : hole));
  return readingsOf({ policies: { ...policies, unknown: marked(policies.unknown) }, holes: marked(holes) });
}
