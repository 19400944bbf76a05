import type { Readings, Target } from "../../properties/target.js";
import type { BeforeAndAfter } from "./diffTargets.js";

const nothing: Readings = { policies: { identity: [] }, holes: [] };

/** The principals of one plan, before and after its change; one that is new had no access before. */
export const ofOnePlan = (targets: readonly Target[]): readonly BeforeAndAfter[] =>
  targets.map((target) => ({
    target: target.address,
    principal: target.principal,
    before: {
      policies: target.before ?? nothing.policies,
      ...(target.beforeBounds ?? { holes: nothing.holes }),
    },
    after: target,
  }));

/**
 * The principals of two sources, paired by what stands behind `#` in their addresses; the only ones of both
 * belong together whatever they are called. One that is in one source alone has no access in the other.
 */
export function ofTwoSources(before: readonly Target[], after: readonly Target[]): readonly BeforeAndAfter[] {
  const single = before.length === 1 && after.length === 1;
  const nameOf = ({ address }: Target) => (single ? "" : address.slice(address.indexOf("#") + 1));
  const [earlier, later] = [before, after].map(
    (targets) => new Map(targets.map((one) => [nameOf(one), one])),
  );
  const names = [...new Set([...earlier!.keys(), ...later!.keys()])];
  return names.map((name) => {
    const [left, right] = [earlier!.get(name), later!.get(name)];
    const known = (right ?? left)!;
    return {
      target: known.address,
      principal: known.principal,
      before: left ?? nothing,
      after: right ?? nothing,
    };
  });
}
