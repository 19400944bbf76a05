import type { Hole, Readings, Target } from "../../../properties/target.js";

/** What was held before a change, as the part of a target that tells so. */
export function targetBefore(
  { policies, narrowest, open, holes }: Readings,
  isLasting: (hole: Hole) => boolean = () => false,
): Required<Pick<Target, "before">> & Pick<Target, "beforeBounds"> {
  const marked = (some: readonly Hole[]) =>
    some.map((hole) => (isLasting(hole) ? { ...hole, lasting: true } : hole));
  if (holes.length === 0 && narrowest === undefined) return { before: policies };
  return {
    before: policies,
    beforeBounds: {
      ...(narrowest && { narrowest }),
      ...(open && { open: marked(open) }),
      holes: marked(holes),
    },
  };
}
