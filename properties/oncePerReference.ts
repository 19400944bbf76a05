import type { ServiceReference } from "../policies/reference/serviceReference.js";

/** What is made of the service reference, once for each: to list the actions of all services takes milliseconds. */
export function oncePerReference<T>(
  make: (reference: ServiceReference) => T,
): (reference: ServiceReference) => T {
  const made = new WeakMap<ServiceReference, { readonly value: T }>();
  return (reference) => {
    const known = made.get(reference) ?? { value: make(reference) };
    made.set(reference, known);
    return known.value;
  };
}
