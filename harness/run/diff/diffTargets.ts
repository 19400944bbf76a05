import { typedReference } from "../../../policies/prove/question/typedReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { defaultUniverse } from "../defaultUniverse.js";
import type { BeforeAndAfter } from "./beforeAndAfter.js";
import { type Diff, joinDiffs } from "./diff.js";
import { diffPrincipal } from "./diffPrincipal.js";
import { diffResource } from "./diffResource.js";
import { type ReportedResource, resourcesOf } from "./reportedResources.js";
import { sharingEqual } from "./sharingEqual.js";

/** How a diff is made. */
export interface DiffTargetsOptions {
  readonly reference: ServiceReference;
  /** the requests asked about; default {@link defaultUniverse} */
  readonly universe?: "any" | "typed";
}

/**
 * Reports what access a change adds and removes: of each resource for each class of callers, then of each principal
 * for every action that is allowed otherwise than before. Actions that changed alike are one entry, and what a wider
 * class gains is not reported again. Where something is unknown, only what is certain counts as a change.
 *
 * @param onSide called before each principal or resource is looked at, for showing progress
 */
export function diffTargets(
  sides: readonly BeforeAndAfter[],
  { reference, universe = defaultUniverse(reference) }: DiffTargetsOptions,
  onSide: (side: BeforeAndAfter, index: number) => void = () => {},
): Diff {
  // what is derived of the reference is kept for all of them
  const options = { reference: typedReference(reference), universe };
  const share = sharingEqual();
  // a source compared with itself: what is unknown in it is the same on both sides
  const shared = sides
    .filter(({ before, after }) => before !== after)
    .map((side) => ({ ...side, before: share(side.before), after: share(side.after) }));
  const isResource = ({ resource }: BeforeAndAfter) => resource !== undefined;
  const principals = shared.filter((side) => !isResource(side));
  const callers = principals.map(({ principal }) => principal);
  let looked = 0;
  const look = (side: BeforeAndAfter) => {
    onSide(side, looked);
    looked += 1;
    return side;
  };
  const reported = new Map<string, ReportedResource>();
  const ofResources = shared.filter(isResource).map((side) => {
    const found = diffResource(look(side), callers, options);
    for (const { address } of resourcesOf(side)) reported.set(address, { side, reported: found.reported });
    return found.diff;
  });
  const ofPrincipals = principals.map((side) => diffPrincipal(look(side), reported, options));
  return joinDiffs([...ofResources, ...ofPrincipals]);
}
