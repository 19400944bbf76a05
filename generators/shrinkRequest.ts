import type { Request } from "../policies/language/request.js";
import type { RequestSpace } from "./requestSpace.js";
import { fewerKeys, simplerValues } from "./shrinkContext.js";
import { simpler } from "./simpler.js";

/**
 * Simpler requests, best first: without its context or some key of it; for an action that the policies name
 * earlier; on a more readable resource; with a more readable value. What comes earlier in this list is never
 * made worse by what comes later, so that shrinking ends.
 */
export function* shrinkRequest(space: RequestSpace, request: Request): Iterable<Request> {
  for (const context of fewerKeys(space.mentioned, request.context)) yield { ...request, context };
  if (Object.keys(request.context).length > 0) yield* withoutKeysAtAll(space, request);
  for (const action of simpler(space.actionLadder, request.action)) {
    for (const resource of resourcesFor(space, action, request)) yield { ...request, action, resource };
  }
  for (const resource of simpler(space.resourceLadder(request.action), request.resource)) {
    yield { ...request, resource };
  }
  for (const context of simplerValues(space.mentioned, request.context)) yield { ...request, context };
}

/** For any action that the policies name, also one that they name later: no key is simpler than any action. */
function* withoutKeysAtAll(space: RequestSpace, request: Request): Iterable<Request> {
  for (const action of space.actionLadder.slice(0, actionsTried)) {
    const [resource] = space.resourceLadder(action);
    if (resource !== undefined) yield { ...request, action, resource, context: {} };
  }
}

/** How many actions to try without keys: as many as the largest policies in use write out. */
const actionsTried = 200;

/** How many resources to try with each simpler action: more find no simpler one in practice, but cost time. */
const resourcesTried = 3;

const resourcesFor = (space: RequestSpace, action: string, { resource }: Request): readonly string[] => [
  ...space.resourceLadder(action).slice(0, resourcesTried),
  resource,
];
