import type fc from "fast-check";
import type { Request } from "../policies/language/request.js";

/** Requests in the order of a seed. */
export type OrderedRequests = (seed: number) => Iterable<Request>;

const orders = new WeakMap<object, OrderedRequests>();

/** Says in which order the requests of an arbitrary can be listed, without one of them twice. */
export function listInOrder(
  requests: fc.Arbitrary<Request>,
  inOrder: OrderedRequests,
): fc.Arbitrary<Request> {
  orders.set(requests, inOrder);
  return requests;
}

/**
 * The first requests of an arbitrary of `requestNear`, none of them twice; none of any other arbitrary. What is drawn
 * at random repeats itself: of 1,000 requests near a policy, half are ones that were there before.
 *
 * fast-check makes each run of a property from randomness alone, and must, so that a seed and a path are enough to
 * repeat it: a draw cannot know of the draws before it. The requests are therefore given to it as the `examples` of
 * a check. They depend on policies and seed alone, are counted in the path, and shrink as any others do.
 */
export function requestsInOrder(
  requests: fc.Arbitrary<Request>,
  { seed, size }: { readonly seed: number; readonly size: number },
): readonly Request[] {
  const found: Request[] = [];
  for (const request of orders.get(requests)?.(seed) ?? []) {
    if (found.length === size) break;
    found.push(request);
  }
  return found;
}
