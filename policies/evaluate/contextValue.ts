import type { ContextValue, Request } from "../language/request.js";

/** A condition key ready to be looked up: keys are compared without regard to case. */
export interface KeyName {
  readonly written: string;
  readonly folded: string;
}

export const keyName = (written: string): KeyName => ({ written, folded: written.toLowerCase() });

const byKey = Symbol("context by key");

/** A request with its context by folded key, the first of equal keys. */
interface IndexedRequest extends Request {
  readonly [byKey]?: ReadonlyMap<string, ContextValue>;
}

/** With so few keys, going through all of them is as fast as an index. */
const fewKeys = 8;

/**
 * The request, with an index of its context where that has many keys: without one, as many conditions on as many
 * keys cost their product. The index belongs to one evaluation and leaves it with none of its results.
 */
export function indexed(request: Request): Request {
  let count = 0;
  for (const _ in request.context) {
    count += 1;
    if (count > fewKeys) return { ...request, [byKey]: indexOf(request.context) } as IndexedRequest;
  }
  return request;
}

function indexOf(context: Request["context"]): ReadonlyMap<string, ContextValue> {
  const index = new Map<string, ContextValue>();
  for (const key in context) {
    const folded = key.toLowerCase();
    if (!index.has(folded)) index.set(folded, context[key]!);
  }
  return index;
}

/** The value of a key in the request context, or undefined where the request does not carry the key. */
export function contextValue(request: Request, { written, folded }: KeyName): ContextValue | undefined {
  const { context } = request;
  const index = (request as IndexedRequest)[byKey];
  if (index !== undefined) return index.get(folded);
  for (const key in context) {
    if (key === written || (key.length === folded.length && key.toLowerCase() === folded))
      return context[key];
  }
  return undefined;
}

/** The value of a key that can replace a policy variable: one string, never a multivalued key. */
export function variableValue(request: Request, variable: string): string | undefined {
  const value = contextValue(request, keyName(variable));
  return typeof value === "string" ? value : undefined;
}

/** What `Null` calls null: the key is missing, holds no value, or only empty ones. */
export const isNull = (value: ContextValue | undefined): boolean =>
  value === undefined || value === "" || (typeof value !== "string" && value.every((one) => one === ""));
