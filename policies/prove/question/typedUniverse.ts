import { policiesIn } from "../../language/policiesIn.js";
import type { Policy } from "../../language/policySet.js";
import type { Request } from "../../language/request.js";
import { globalRegion } from "../../reference/globalServices.js";
import type { ServiceReference } from "../../reference/serviceReference.js";
import { matchPattern, plainGlob } from "../sets/pattern.js";
import type { Access } from "./access.js";
import { resourcesAsked } from "./resourcesAsked.js";
import { type TypedReference, typedReference } from "./typedReference.js";
import { writtenActions } from "./writtenActions.js";

/** The requests that the service reference does not contradict. */
export interface TypedUniverse {
  readonly reference: TypedReference;
  /** that of the principal, for no request crosses it; undefined where the principal has none */
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
export function typedUniverse(access: Access, source: ServiceReference, principal: string): TypedUniverse {
  const reference = typedReference(source);
  const partition = principalPartition(principal);
  const unlisted = [...new Set(unlistedIn(access, reference, principal))].toSorted();
  const lists = (key: string) => reference.isMultivalued(key) || !reference.knowsKey(key);
  const holds = ({ action, resource, context }: Request): boolean => {
    const folded = action.toLowerCase();
    const keys = Object.keys(context);
    const isSent = keys.every((key) => typeof context[key] === "string" || lists(key.toLowerCase()));
    if (!isSent || !isInRegion(folded, partition, context)) return false;
    const known = reference.action(folded);
    if (known === undefined) return unlisted.some((pattern) => matchPattern(plainGlob(pattern), folded));
    const supportedBy = reference.supporting(keys.map((key) => key.toLowerCase()));
    return reference
      .kindsOf(known, partition)
      .some(
        (kind) => matchPattern(kind.resource.pattern, resource) && supportedBy(kind).length === keys.length,
      );
  };
  return { reference, partition, unlisted, holds, lists };
}

/** Actions and services that are written in a question and that the reference lacks, some more than once. */
function unlistedIn(access: Access, reference: TypedReference, principal: string): readonly string[] {
  const inPart = (part: Access) => unlistedIn(part, reference, principal);
  if (access.kind === "not" || access.kind === "asking") return inPart(access.part);
  if (access.kind === "as") return unlistedIn(access.part, reference, access.principal);
  if (access.kind === "both") return resourcesAsked(access.parts, principal).flatMap(inPart);
  if (access.kind === "either") return access.parts.flatMap(inPart);
  if (access.kind !== "of") return unlistedAmong(writtenActions(access), reference);
  const { policies } = access;
  const { resources = [], ...own } = policies;
  return reference.unlistedOf(policies, () => [
    ...unlistedInPolicies(policiesIn(own), reference),
    // the same for many principals
    ...reference.unlistedOf(resources, () =>
      unlistedInPolicies(
        resources.flatMap((held) => held.policies),
        reference,
      ),
    ),
  ]);
}

const unlistedInPolicies = (policies: readonly Policy[], reference: TypedReference): readonly string[] => [
  ...new Set(
    policies.flatMap(({ document }) =>
      document.statements.flatMap(({ action }) =>
        reference.unlistedOf(action, () => unlistedAmong(action.patterns, reference)),
      ),
    ),
  ),
];

function unlistedAmong(written: readonly string[], reference: TypedReference): readonly string[] {
  return [...new Set(written.map((action) => action.toLowerCase()))].flatMap((action) => {
    const [service = "", name] = action.split(":", 2);
    if (name === undefined || /[*?]/.test(service)) return [];
    if (!reference.has(service)) return reference.covers(service) ? `${service}:?*` : [];
    return /[*?]/.test(name) || reference.action(action) !== undefined ? [] : action;
  });
}

/** The partition of a principal's ARN; undefined where it has none. */
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
