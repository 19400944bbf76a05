import type { ContextValue } from "../policies/language/request.js";

type Keyed = Readonly<Record<string, ContextValue>>;

/** A context without some keys, given in lower case. */
export const withoutKeys = (context: Keyed, dropped: ReadonlySet<string>): Keyed =>
  Object.fromEntries(Object.entries(context).filter(([key]) => !dropped.has(key.toLowerCase())));
