import { memoize } from "../../../policies/evaluate/memoize.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import type { Hole } from "../../../properties/hole.js";
import { isMarked, type Resource } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";

/**
 * Determines whether a hole before and after a change has the same value both times: the
 * attribute that it is about is known to stay as it is.
 *
 * Where a link between resources is unknown, the same must be true of everything that may be linked.
 */
export function unchangedHoles(now: ResourceIndex, past: ResourceIndex): (hole: Hole) => boolean {
  const [later, earlier] = [now, past].map(
    (index) => new Map(index.resources.map((one) => [one.address, one])),
  );
  const changing = memoize((family: string) =>
    [...later!.values(), ...earlier!.values()].some(
      (one) => familyOf(one) === family && !stays(earlier!.get(one.address), later!.get(one.address)),
    ),
  );
  return ({ address, part }) => {
    if (part === "outside") return true;
    const own = ownerOf(address, later!);
    if (own === undefined) return false;
    if (part === "link") return !changing(familyOf(own));
    const name = /^\.(\w+)/.exec(address.slice(own.address.length))?.[1];
    return stays(earlier!.get(own.address), own, name);
  };
}

/** The resource of an address that may end in an attribute. */
function ownerOf(address: string, resources: ReadonlyMap<string, Resource>): Resource | undefined {
  for (let end = address.length; end > 0; end = address.lastIndexOf(".", end - 1)) {
    const found = resources.get(address.slice(0, end));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a resource, or one attribute of it, is the same at both times and known to be. */
function stays(before: Resource | undefined, after: Resource | undefined, attribute?: string): boolean {
  if (before === undefined || after === undefined) return false;
  const part = (of: unknown) => (attribute === undefined ? of : ownMember(of, attribute));
  const isUnknown = attribute === undefined ? hasMark(after.unknown) : isMarked(after.unknown, [attribute]);
  if (isUnknown || (attribute !== undefined && hasMark(part(after.unknown)))) return false;
  return JSON.stringify(part(before.values)) === JSON.stringify(part(after.values));
}

const hasMark = (mask: unknown): boolean =>
  mask === true || (typeof mask === "object" && mask !== null && Object.values(mask).some(hasMark));

/** `aws_iam`: the service whose resources refer to each other. */
const familyOf = ({ type }: Resource): string => type.split("_", 2).join("_");
