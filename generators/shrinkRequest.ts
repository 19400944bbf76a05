import type { ContextValue, Request } from "../policies/language/request.js";
import { exampleValue } from "../policies/reference/exampleValue.js";
import { withoutKeys } from "./requestContext.js";
import type { RequestSpace } from "./requestSpace.js";
import { simpler } from "./resource.js";
import { type Context, onlyTagKeys } from "./tags.js";

/**
 * Simpler requests, best first: without its context or some key of it; for an action that the policies name
 * earlier; on a more readable resource; with a more readable value. What comes earlier in this list is never
 * made worse by what comes later, so that shrinking ends.
 */
export function* shrinkRequest(space: RequestSpace, request: Request): Iterable<Request> {
  for (const context of fewerKeys(space, request.context)) yield { ...request, context };
  if (Object.keys(request.context).length > 0) yield* withoutKeysAtAll(space, request);
  for (const action of simpler(space.actionLadder, request.action)) {
    for (const resource of resourcesFor(space, action, request)) yield { ...request, action, resource };
  }
  for (const resource of simpler(space.resourceLadder(request.action), request.resource)) {
    yield { ...request, resource };
  }
  for (const context of simplerValues(space, request.context)) yield { ...request, context };
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

function* fewerKeys(space: RequestSpace, context: Context): Iterable<Context> {
  const keys = Object.keys(context);
  if (keys.length > 1) yield {};
  const tagsAgree = mentionsTagKeys(space) ? onlyTagKeys : (same: Context) => same;
  for (const key of keys) yield tagsAgree(withoutKeys(context, new Set([key.toLowerCase()])));
}

/** A key in the policies' spelling, a value earlier in their pools, a list with fewer elements. */
function* simplerValues(space: RequestSpace, context: Context): Iterable<Context> {
  for (const [key, value] of Object.entries(context)) {
    const pool = space.mentioned.find((candidate) => candidate.key.toLowerCase() === key.toLowerCase());
    const spelled = pool?.key ?? key;
    if (spelled !== key) yield renamed(context, key, spelled);
    if (mentionsTagKeys(space) && /^aws:tagkeys$/i.test(key)) continue; // it follows the request tags
    const ladder = [...(pool?.inside ?? [exampleValue(key)]), ...(pool?.outside ?? [])];
    for (const simple of simplerThan(ladder, value)) yield { ...context, [key]: simple };
  }
}

const renamed = (context: Context, from: string, to: string): Context =>
  Object.fromEntries(Object.entries(context).map(([key, value]) => [key === from ? to : key, value]));

function simplerThan(
  ladder: readonly (ContextValue | undefined)[],
  value: ContextValue,
): readonly ContextValue[] {
  const texts = ladder.map((candidate) => JSON.stringify(candidate));
  const at = texts.indexOf(JSON.stringify(value));
  const earlier = at < 0 ? ladder : ladder.slice(0, at);
  return earlier.filter(
    (candidate): candidate is ContextValue =>
      candidate !== undefined && Array.isArray(candidate) === Array.isArray(value),
  );
}

const mentionsTagKeys = (space: RequestSpace): boolean =>
  space.mentioned.some(({ key }) => key.toLowerCase() === "aws:tagkeys");
