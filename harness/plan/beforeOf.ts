import type { Readings, Target } from "../../properties/target.js";

/** What was held before a change, as the part of a target that tells so. */
export const beforeOf = ({
  policies,
  ...bounds
}: Readings): Required<Pick<Target, "before">> & Pick<Target, "beforeBounds"> => ({
  before: policies,
  ...((bounds.holes.length > 0 || bounds.narrowest !== undefined) && { beforeBounds: bounds }),
});
