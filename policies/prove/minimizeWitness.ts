import type { ContextValue, Request } from "../language/request.js";

/**
 * Takes from a request what it can do without: context keys one by one, then values of lists; `holds` says
 * whether a request still shows what it should. At most the square of the number of keys in calls.
 */
export const minimizeWitness = (request: Request, holds: (request: Request) => boolean): Request => {
  let smallest = request;
  for (let shrunk = true; shrunk; ) {
    shrunk = false;
    for (const context of smallerContexts(smallest.context)) {
      if (!holds({ ...smallest, context })) continue;
      smallest = { ...smallest, context };
      shrunk = true;
      break;
    }
  }
  return smallest;
};

/** The first of some resources with which the request still holds; as it is, when none does. */
export const withResource = (
  request: Request,
  resources: Iterable<string>,
  holds: (request: Request) => boolean,
): Request => {
  for (const resource of resources) if (holds({ ...request, resource })) return { ...request, resource };
  return request;
};

type Context = Readonly<Record<string, ContextValue>>;

const smallerContexts = (context: Context): readonly Context[] => {
  const entries = Object.entries(context);
  const without = entries.map(([key]) => Object.fromEntries(entries.filter(([other]) => other !== key)));
  const shorter = entries.flatMap(([key, value]) => {
    if (typeof value === "string" || value.length < 2) return [];
    return value.map((_, at) => ({ ...context, [key]: value.toSpliced(at, 1) }));
  });
  return [...without, ...shorter];
};
