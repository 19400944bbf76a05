import type { RequestSequence } from "./playSequence.js";
import type { RequestSpace } from "./requestSpace.js";
import { fewerKeys, simplerValues } from "./shrinkContext.js";
import { simpler } from "./simpler.js";

/** Simpler sequences, best first: fewer requests, no tags to begin with, fewer keys, simpler actions, a plainer resource and values. */
export function* shrinkSequence(space: RequestSpace, sequence: RequestSequence): Iterable<RequestSequence> {
  const { tags, requests } = sequence;
  if (requests.length > 2) yield { ...sequence, requests: requests.slice(-1) };
  if (requests.length > 1)
    for (const [at] of requests.entries()) yield { ...sequence, requests: requests.toSpliced(at, 1) };
  if (Object.keys(tags).length > 0) yield { ...sequence, tags: {} };
  for (const [at, request] of requests.entries()) {
    for (const context of fewerKeys(space.mentioned, request.context))
      yield { ...sequence, requests: requests.with(at, { ...request, context }) };
  }
  for (const [at, request] of requests.entries()) {
    for (const action of simpler(space.actionLadder, request.action))
      yield { ...sequence, requests: requests.with(at, { ...request, action }) };
  }
  const last = requests.at(-1);
  for (const resource of last === undefined ? [] : simpler(space.resourceLadder(last.action), last.resource))
    yield { ...sequence, requests: requests.map((request) => ({ ...request, resource })) };
  for (const [at, request] of requests.entries()) {
    for (const context of simplerValues(space.mentioned, request.context))
      yield { ...sequence, requests: requests.with(at, { ...request, context }) };
  }
}
