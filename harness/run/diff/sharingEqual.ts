import type { HeldResource, Policy, PolicySet } from "../../../policies/language/policySet.js";
import type { Readings } from "../../../properties/target.js";

/**
 * Prepares to replace equal policies and equal resources by the same object, so that comparing them costs nothing and
 * what is proved of one is not proved again.
 */
export function sharingEqual(): (readings: Readings) => Readings {
  const shareResource = sharing<HeldResource>();
  const sharePolicy = sharing<Policy>();
  const share = ({ resources, ...own }: PolicySet): PolicySet => ({
    ...own,
    identity: own.identity.map(sharePolicy),
    ...(resources && { resources: resources.map(shareResource) }),
  });
  return ({ policies, bounds, ...readings }) => ({
    ...readings,
    policies: share(policies),
    ...(bounds && { bounds: { ...bounds, lower: share(bounds.lower) } }),
  });
}

/** Policies are plain data, made in one way. */
function sharing<T extends object>(): (value: T) => T {
  const byText = new Map<string, T>();
  const shared = new WeakMap<T, T>();
  return (value) => {
    const known = shared.get(value);
    if (known !== undefined) return known;
    const text = JSON.stringify(value);
    const first = byText.get(text) ?? value;
    byText.set(text, first);
    shared.set(value, first);
    return first;
  };
}
