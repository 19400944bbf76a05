import { type ArnPattern, compileArnPattern, matchArn } from "../language/arnPattern.js";
import type { HeldResource } from "../language/policySet.js";
import type { Request } from "../language/request.js";
import { compileAction } from "./compileAction.js";
import { compileLayer, type Layer } from "./compileLayer.js";
import { indexByPrefix } from "./indexByPrefix.js";
import { memoize } from "./memoize.js";

/** The resource side of one request. */
export interface ResourceSide {
  /** that owns the resource; undefined where the request says it */
  readonly account?: string;
  /** of the policies of the resource, one layer for each resource that the request is on */
  readonly layers: readonly Layer[];
}

/** Finds the resources that an ARN is of, in the order of the list. */
export type FindHeld = (resource: string) => readonly PreparedResource[];

/**
 * Prepares the question which resources an ARN is of. Resources whose ARNs begin differently do not cost each other
 * anything. ARNs and documents are compiled with the first request near them, as most are never asked.
 */
export function findHeld(resources: readonly HeldResource[], bounded: boolean): FindHeld {
  const find = indexByPrefix(resources.flatMap((resource, place) => prepare(resource, place, bounded)));
  return memoize((resource) => {
    const matching = find(resource).filter(({ matches }) => matches(resource));
    return [...new Set(matching.map(({ held }) => held))].sort((one, other) => one.place - other.place);
  });
}

/**
 * Prepares the resource side of requests.
 *
 * @param own the policy of the resource that every request is on
 */
export function compileResources(
  holders: FindHeld,
  own: readonly Layer[],
): (request: Request) => ResourceSide {
  const elsewhere: ResourceSide = { layers: own };
  const sideOf = (held: readonly PreparedResource[]): ResourceSide => {
    const account = held.find((one) => one.account !== undefined)?.account;
    const layers = [...own, ...held.flatMap((one) => one.layer() ?? [])];
    return { layers, ...(account !== undefined && { account }) };
  };
  const sides = new Map<PreparedResource, ResourceSide>();
  return ({ resource, action }) => {
    const all = holders(resource);
    if (all.length === 0) return elsewhere;
    const held = all.filter(({ answersFor }) => answersFor(action));
    const [only] = held;
    if (only === undefined) return elsewhere;
    if (held.length > 1) return sideOf(held);
    const side = sides.get(only) ?? sideOf(held);
    sides.set(only, side);
    return side;
  };
}

/** A resource, prepared. */
export interface PreparedResource {
  /** in the list of resources: the first that has an account decides whose the resource is */
  readonly place: number;
  readonly account: string | undefined;
  readonly answersFor: (action: string) => boolean;
  /** undefined without policies */
  readonly layer: () => Layer | undefined;
}

/** The ARN patterns of a resource, by what an ARN that matches begins with. */
function prepare({ arns, actions, account, policies }: HeldResource, place: number, bounded: boolean) {
  let answers: ((action: string) => boolean) | undefined;
  let layer: Layer | undefined;
  const held: PreparedResource = {
    place,
    account,
    answersFor: (action) => {
      answers ??= answering(actions);
      return answers(action);
    },
    layer: () => {
      if (policies.length > 0) layer ??= compileLayer(policies, bounded);
      return layer;
    },
  };
  return arns.map((arn) => [arn.split(/[*?]/, 1)[0]!, { matches: matching(arn), held }] as const);
}

function answering(actions: HeldResource["actions"]): (action: string) => boolean {
  if (actions === undefined) return () => true;
  const matches = compileAction({ negated: false, patterns: actions });
  return memoize((action) => matches(action.toLowerCase()));
}

function matching(arn: string): (resource: string) => boolean {
  let pattern: ArnPattern | undefined;
  return (resource) => {
    // without variables every pattern compiles
    pattern ??= compileArnPattern([{ text: arn }], { resolve: () => undefined, variablesFrom: 0 })!;
    return matchArn(pattern, resource);
  };
}
