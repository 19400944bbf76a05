import type { Request } from "../../language/request.js";

/** What makes a witness plainer: each try costs, and when the tries are used up it stays as it is. */
export interface Tries {
  /** whether a request still shows what it should; false when the tries are used up */
  readonly holds: (request: Request) => boolean;
  readonly exhausted: () => boolean;
}

/**
 * Takes from a request what it can do without: context keys, many at once and then fewer, and values of lists.
 * Of n keys, k of them needed, in about k log n tries.
 */
export function minimizeWitness(request: Request, tries: Tries): Request {
  for (let smallest = request; ; ) {
    const smaller = withShorterLists(withFewerKeys(smallest, tries), tries);
    if (smaller === smallest || tries.exhausted()) return smaller;
    smallest = smaller;
  }
}

function withFewerKeys(request: Request, tries: Tries): Request {
  let smallest = request;
  for (let size = Object.keys(request.context).length; size >= 1; size >>= 1) {
    smallest = withoutRuns(smallest, size, tries);
  }
  return smallest;
}

/** Without each run of so many keys that it can do without. */
function withoutRuns(request: Request, size: number, { holds, exhausted }: Tries): Request {
  let smallest = request;
  let entries = Object.entries(request.context);
  for (let at = 0; at < entries.length && !exhausted(); ) {
    const fewer = entries.toSpliced(at, size);
    const smaller = { ...smallest, context: Object.fromEntries(fewer) };
    if (holds(smaller)) [smallest, entries] = [smaller, fewer];
    else at += size;
  }
  return smallest;
}

function withShorterLists(request: Request, { holds, exhausted }: Tries): Request {
  let smallest = request;
  for (const [key, values] of Object.entries(request.context)) {
    if (typeof values === "string") continue;
    let left = values;
    for (let at = 0; at < left.length && left.length > 1 && !exhausted(); ) {
      const fewer = left.toSpliced(at, 1);
      const smaller = { ...smallest, context: { ...smallest.context, [key]: fewer } };
      if (holds(smaller)) [smallest, left] = [smaller, fewer];
      else at += 1;
    }
  }
  return smallest;
}

/** The first of some resources with which the request still holds; as it is, when none does. */
export function withResource(
  request: Request,
  resources: Iterable<string>,
  { holds, exhausted }: Tries,
): Request {
  for (const resource of resources) {
    if (exhausted()) return request;
    if (holds({ ...request, resource })) return { ...request, resource };
  }
  return request;
}
