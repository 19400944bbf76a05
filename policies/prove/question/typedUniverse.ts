import type { Request } from "../../language/request.js";
import { globalRegion } from "../../reference/globalServices.js";
import type { ServiceReference } from "../../reference/serviceReference.js";
import { matchPattern, type Pattern, plainGlob } from "../sets/pattern.js";
import type { Access } from "./access.js";
import { kindsOf, type RequestKind, supportsKey } from "./requestKinds.js";
import { writtenActions } from "./writtenActions.js";

/** The requests that the service reference does not contradict. */
export interface TypedUniverse {
  readonly reference: ServiceReference;
  /** that of the principal, for no request crosses it; undefined where the principal does not tell */
  readonly partition: string | undefined;
  /** what the policies write and the reference lacks, in lower case: actions, and services as `service:?*` */
  readonly unlisted: readonly string[];
  /** whether a request is one of them */
  readonly holds: (request: Request) => boolean;
  /** whether AWS may send a key, in lower case, as a list: the reference says so, or lacks the key */
  readonly lists: (key: string) => boolean;
}

/**
 * The typed universe of a question: every request whose action the reference has, on a resource of a type that
 * the action supports, with keys that the action or the type supports or that the reference lacks; and every
 * request for an action, or a service, that the policies write and the reference lacks. A key that the
 * reference does not call multivalued has one value, a name that holds no slash has none, a global service of
 * the partition `aws` is asked in its region, and resources are in the partition of the principal.
 */
export function typedUniverse(access: Access, reference: ServiceReference, principal: string): TypedUniverse {
  const partition = principalPartition(principal);
  const unlisted = unlistedIn(access, reference);
  const others = unlisted.map(plainGlob);
  const kinds = new Map<string, readonly Made[]>();
  const lists = (key: string) => reference.isMultivalued(key) || !reference.knowsKey(key);
  const holds = ({ action, resource, context }: Request): boolean => {
    const folded = action.toLowerCase();
    const keys = Object.keys(context);
    const isSent = keys.every((key) => typeof context[key] === "string" || lists(key.toLowerCase()));
    if (!isSent || !isInRegion(folded, partition, context)) return false;
    const known = reference.action(folded);
    if (known === undefined) return others.some((pattern) => matchPattern(pattern, folded));
    const own =
      kinds.get(folded) ?? kindsOf(known, partition).map((kind) => ({ kind, pattern: kind.pattern() }));
    kinds.set(folded, own);
    return own.some(
      ({ kind, pattern }) =>
        matchPattern(pattern, resource) &&
        keys.every((key) => supportsKey(kind, key.toLowerCase(), reference)),
    );
  };
  return { reference, partition, unlisted, holds, lists };
}

/** A kind of request with its pattern. */
interface Made {
  readonly kind: RequestKind;
  readonly pattern: Pattern;
}

function unlistedIn(access: Access, reference: ServiceReference): readonly string[] {
  const written = new Set(writtenActions(access).map((action) => action.toLowerCase()));
  const unlisted = [...written].flatMap((action) => {
    const [service = "", name] = action.split(":", 2);
    if (name === undefined || /[*?]/.test(service)) return [];
    if (!reference.services.includes(service)) return reference.covers(service) ? `${service}:?*` : [];
    return /[*?]/.test(name) || reference.action(action) !== undefined ? [] : action;
  });
  return [...new Set(unlisted)].toSorted();
}

/** The partition of a principal's ARN; undefined where it does not tell. */
export const principalPartition = (principal: string): string | undefined =>
  /^arn:([^:]+):/.exec(principal)?.[1];

/** The region that AWS sends for an action, in lower case; undefined where it may be any. */
export const requestRegion = (action: string, partition: string | undefined): string | undefined =>
  partition === "aws" ? globalRegion(action) : undefined;

function isInRegion(action: string, partition: string | undefined, context: Request["context"]): boolean {
  const region = requestRegion(action, partition);
  const sent = Object.keys(context).find((key) => key.toLowerCase() === "aws:requestedregion");
  return region === undefined || sent === undefined || context[sent] === region;
}
