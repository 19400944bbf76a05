import type { Request } from "../language/request.js";
import { actionOfOperation } from "./facts/operationActions.js";
import { isGlobalKey } from "./isGlobalKey.js";
import type { ServiceReference } from "./serviceReference.js";

/**
 * The action or key of a request that the reference lacks although it has the rest of its service, or that is
 * of a service that AWS did not have when the data was taken; undefined where it has all.
 */
export const newerThanData = (
  { action, context }: Request,
  reference: ServiceReference,
): string | undefined =>
  [action, ...Object.keys(context)].find((name, at) => {
    if (!name.includes(":") || !reference.covers(name.split(":", 1)[0]!)) return false;
    return at === 0 ? reference.action(name) === undefined : !isGlobalKey(name) && !reference.knowsKey(name);
  });

/** An action or a context key that the service reference lacks as it is newer than the data, and the day of the data. */
export interface NewerName {
  readonly name: string;
  /** set where it is the name of an operation: the action that AWS asks for in its place */
  readonly asked?: string;
  /** the day of the service reference; absent if it has none */
  readonly date?: string;
}

export function newerName(name: string, { date }: ServiceReference): NewerName {
  const asked = actionOfOperation(name);
  return { name, ...(asked !== undefined && { asked }), ...(date !== undefined && { date }) };
}
