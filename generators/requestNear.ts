import type fc from "fast-check";
import type { PolicySet } from "../policies/language/policySet.js";
import type { ContextValue, Request } from "../policies/language/request.js";
import { emptyServiceReference } from "../policies/reference/emptyServiceReference.js";
import { examplePrincipal } from "../policies/reference/exampleRole.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { anyAction } from "./action.js";
import { callerAccount } from "./near/callerAccount.js";
import { checkOptions } from "./near/checkOptions.js";
import { type Draw, drawnBy, drawOf, happens, pick } from "./near/draw.js";
import { asList } from "./near/policyStatements.js";
import { type Miss, requestDraws } from "./requestDraws.js";
import { requestOrder } from "./requestOrder.js";
import type { RequestParts } from "./requestPool.js";
import { type RequestSpace, requestSpace } from "./requestSpace.js";
import { listInOrder } from "./requestsInOrder.js";
import { shrinkBy } from "./shrinkBy.js";
import { shrinkRequest } from "./shrinkRequest.js";
import { uniformParts } from "./uniformParts.js";

export interface RequestOptions {
  /** real actions, resource types and keys; @defaultValue one that knows no service */
  readonly reference?: ServiceReference;
  /** ARN of the caller; @defaultValue a role named `example` */
  readonly principal?: string;
  /** @defaultValue the principal's account, so that no other account's policy is needed */
  readonly resourceAccount?: string;
  /** @defaultValue actions near those the policies name */
  readonly actions?: fc.Arbitrary<string>;
  /** @defaultValue resources near those the policies name */
  readonly resources?: fc.Arbitrary<string>;
  /** context keys never to carry, in any case; @defaultValue none */
  readonly omit?: readonly string[];
  /** `typed`: a known action only with resource types and keys it supports; @defaultValue "any" */
  readonly universe?: "any" | "typed";
  /**
   * policies whose statements the requests are aimed at, such as the one that a change is about; the others still
   * count: their keys are carried and their denials avoided; @defaultValue all
   */
  readonly statementsOf?: PolicySet | readonly PolicySet[];
  /**
   * the values of some context keys, in place of those that the policies suggest: `{ "aws:RequestTag/team": ["data"] }`;
   * a request may lack the key; @defaultValue none
   */
  readonly values?: Readonly<Record<string, readonly ContextValue[]>>;
  /**
   * the share of requests, from 0 to 1, for any action of the reference on an ARN of one of its types, regardless of the
   * policies; @defaultValue 0
   */
  readonly wild?: number;
}

/**
 * Requests near some policies. Four in five are aimed at one statement and meet all of its elements, or all
 * but one of them; the others mix the action, resource and keys of different statements.
 *
 * Shrinks toward the fewest context keys, then the action the policies name first, a readable resource and
 * readable values, regardless of what the request was made from.
 *
 * A request that was not made here, such as one of an `examples` of fast-check, shrinks as well.
 *
 * @throws TypeError for an option that does not exist, and for a `wild` that is not from 0 to 1
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { requestNear } from "planproof/generators";
 * import { findManagedPolicy } from "planproof/policies";
 *
 * const { document } = findManagedPolicy("AWSBatchServiceRole")!;
 * const policies = { identity: [{ source: "AWSBatchServiceRole", document }] };
 * console.log(fc.sample(requestNear(policies), { seed: 1, numRuns: 3 }));
 * ```
 */
export function requestNear(
  policies: PolicySet | readonly PolicySet[],
  options: RequestOptions = {},
): fc.Arbitrary<Request> {
  checkOptions("requestNear", options, optionNames);
  const { wild = 0, statementsOf } = options;
  if (!(wild >= 0 && wild <= 1))
    throw new TypeError(`requestNear: \`wild\` cannot be \`${wild}\`; expected a number from 0 to 1`);
  const { reference = emptyServiceReference, universe = "any", principal = examplePrincipal } = options;
  const account = callerAccount(principal);
  const space = requestSpace(asList(policies), {
    ...{ reference, universe, account },
    ...(statementsOf && { aimedAt: asList(statementsOf) }),
    ...(options.values && { values: options.values }),
  });
  const resourceAccount = options.resourceAccount ?? account;
  const toRequest = ({ action, resource, context }: RequestParts): Request => ({
    principal,
    action,
    resource,
    resourceAccount,
    context,
  });
  const near = parts(space, options);
  const drawn = wild === 0 ? near : mixedWith(drawOf(uniformParts(space, options, account)), near, wild);
  const requests = shrinkBy(
    drawnBy((random) => toRequest(drawn(random))),
    {
      candidates: (request) => asAsked(shrinkRequest(space, request), request, options),
      recognises: isRequest,
    },
  );
  return listInOrder(requests, function* (seed) {
    for (const one of requestOrder(space, { seed, omit: options.omit ?? [] }))
      if (isAskedFor(one, options)) yield toRequest(one);
  });
}

const optionNames = Object.keys({
  reference: true,
  principal: true,
  resourceAccount: true,
  actions: true,
  resources: true,
  omit: true,
  universe: true,
  statementsOf: true,
  values: true,
  wild: true,
} satisfies Record<keyof RequestOptions, true>);

/** Only the actions and the resources that the caller chose, where it chose some. */
const isAskedFor = ({ action, resource }: RequestParts, { actions, resources }: RequestOptions): boolean =>
  (actions?.canShrinkWithoutContext(action) ?? true) &&
  (resources?.canShrinkWithoutContext(resource) ?? true);

function parts(space: RequestSpace, options: RequestOptions): Draw<RequestParts> {
  if (space.statements.length === 0) return anything(options);
  const draws = requestDraws(space, options);
  const aimed = space.statements.filter(({ isAimed }) => isAimed);
  const statements = aimed.length > 0 ? aimed : space.statements;
  const directed: Draw<RequestParts> = (random) => {
    const drawn = pick(statements, random);
    const missed = pick(misses, random);
    const action = draws.action(drawn, missed, random);
    const target =
      options.actions === undefined || drawn.covers(action) ? drawn : draws.covering(action, random);
    return draws.parts({ action, target, keysOf: target, missed }, random);
  };
  const mixed: Draw<RequestParts> = (random) => {
    const action = draws.anyAction(pick(statements, random), random);
    const [target, keysOf] = [pick(statements, random), pick(statements, random)];
    return draws.parts({ action, target, keysOf, missed: undefined }, random);
  };
  return (random) => (happens(random, 4, 5) ? directed : mixed)(random);
}

const misses: readonly Miss[] = [undefined, undefined, undefined, "action", "resource", "context", "context"];

/** A tenth of a percent of them is the least share that counts. */
const mixedWith =
  <T>(wild: Draw<T>, near: Draw<T>, share: number): Draw<T> =>
  (random) =>
    (happens(random, Math.round(1000 * share), 1000) ? wild : near)(random);

function anything({ actions, resources }: RequestOptions): Draw<RequestParts> {
  const [action, resource] = [actions && drawOf(actions), resources && drawOf(resources)];
  return (random) => ({
    action: action?.(random) ?? anyAction,
    resource: resource?.(random) ?? "*",
    context: {},
  });
}

/** When the actions or the resources were chosen by the caller, shrinking does not replace them by others. */
function* asAsked(
  candidates: Iterable<Request>,
  request: Request,
  { actions, resources }: RequestOptions,
): Iterable<Request> {
  for (const simple of candidates) {
    const kept =
      simple.action === request.action || (actions?.canShrinkWithoutContext(simple.action) ?? true);
    const stayed =
      simple.resource === request.resource || (resources?.canShrinkWithoutContext(simple.resource) ?? true);
    if (kept && stayed) yield simple;
  }
}

function isRequest(value: unknown): value is Request {
  const request = value as Partial<Request> | null;
  return (
    typeof request === "object" &&
    typeof request?.action === "string" &&
    typeof request.resource === "string" &&
    typeof request.context === "object" &&
    request.context !== null
  );
}
