import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Hole, Readings, Target } from "../../../properties/target.js";
import type { Bounded } from "../unknown/bounded.js";

/** The policies of a principal or a resource at one time. */
export interface HeldPolicies {
  readonly policies: Bounded<PolicySet>;
  /** what is unknown without bounds, so that it takes no part in `policies` */
  readonly holes: readonly Hole[];
}

/** As the part of a target that is about the time of the target. */
export const readingsOf = ({ policies: { upper, lower, unknown }, holes }: HeldPolicies): Readings => ({
  policies: upper,
  ...(unknown.length > 0 && { narrowest: lower, open: unknown }),
  holes,
});

/**
 * As the part of a target that is about the time before a change.
 *
 * @param isLasting whether a hole has the same value after the change
 */
export function targetBefore(
  held: HeldPolicies,
  isLasting: (hole: Hole) => boolean = () => false,
): Required<Pick<Target, "before">> & Pick<Target, "beforeBounds"> {
  const { policies: before, narrowest, open, holes } = readingsOf(held);
  if (holes.length === 0 && narrowest === undefined) return { before };
  const marked = (some: readonly Hole[]) =>
    some.map((hole) => (isLasting(hole) ? { ...hole, lasting: true } : hole));
  return {
    before,
    beforeBounds: {
      ...(narrowest && { narrowest }),
      ...(open && { open: marked(open) }),
      holes: marked(holes),
    },
  };
}
