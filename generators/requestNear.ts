import fc from "fast-check";
import type { PolicySet } from "../policies/language/policySet.js";
import type { Request } from "../policies/language/request.js";
import { emptyServiceReference } from "../policies/reference/emptyServiceReference.js";
import { exampleAccount } from "../policies/reference/exampleAccount.js";
import { examplePrincipal } from "../policies/reference/exampleRole.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { actionNear, actionOutside, anyAction } from "./action.js";
import type { KeyPool, MaybeValue } from "./near/keyPool.js";
import { asList } from "./near/policyStatements.js";
import { contextOf, type Entry, maybe } from "./requestContext.js";
import { requestOrder } from "./requestOrder.js";
import type { RequestParts } from "./requestPool.js";
import { type RequestSpace, requestSpace, type StatementSpace } from "./requestSpace.js";
import { listInOrder } from "./requestsInOrder.js";
import { inside, isResource, outside } from "./resource.js";
import { shrinkBy } from "./shrinkBy.js";
import { shrinkRequest } from "./shrinkRequest.js";

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
}

/**
 * Requests near some policies. Four in five are aimed at one statement and meet all of its elements, or all
 * but one of them; the others mix the action, resource and keys of different statements.
 *
 * Shrinks toward the fewest context keys, then the action the policies name first, a readable resource and
 * readable values, regardless of what the request was made from.
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
  const { reference = emptyServiceReference, universe = "any", principal = examplePrincipal } = options;
  const account = accountOf(principal);
  const space = requestSpace(asList(policies), { reference, universe, account });
  const resourceAccount = options.resourceAccount ?? account;
  const toRequest = ({ action, resource, context }: RequestParts): Request => ({
    principal,
    action,
    resource,
    resourceAccount,
    context,
  });
  const requests = shrinkBy(parts(space, options).map(toRequest), {
    candidates: (request) => asAsked(shrinkRequest(space, request), request, options),
    recognises: isRequest,
  });
  return listInOrder(requests, function* (seed) {
    for (const one of requestOrder(space, { seed, omit: options.omit ?? [] }))
      if (isAskedFor(one, options)) yield toRequest(one);
  });
}

/** Only the actions and the resources that the caller chose, where it chose some. */
const isAskedFor = ({ action, resource }: RequestParts, { actions, resources }: RequestOptions): boolean =>
  (actions?.canShrinkWithoutContext(action) ?? true) &&
  (resources?.canShrinkWithoutContext(resource) ?? true);

/** Which element of the statement to miss; undefined meets them all. */
type Miss = "action" | "resource" | "context" | undefined;

function parts(space: RequestSpace, options: RequestOptions): fc.Arbitrary<RequestParts> {
  if (space.statements.length === 0) return anything(options);
  const aim = aimFor(space, options);
  return fc
    .oneof({ arbitrary: fc.constant(true), weight: 4 }, { arbitrary: fc.constant(false), weight: 1 })
    .chain((directed) => (directed ? aim.directed : aim.mixed));
}

function aimFor(space: RequestSpace, options: RequestOptions) {
  const statement = fc.constantFrom(...space.statements);
  const miss = fc.constantFrom<Miss>(
    undefined,
    undefined,
    undefined,
    "action",
    "resource",
    "context",
    "context",
  );
  const directed = fc.tuple(statement, miss).chain(([drawn, missed]) =>
    (options.actions ?? actionsFor(drawn, missed)).chain((action) => {
      const aimed =
        options.actions === undefined || drawn.covers(action) ? fc.constant(drawn) : covering(space, action);
      return aimed.chain((target) => partsFor(space, { action, target, missed, options }));
    }),
  );
  const mixed = fc
    .tuple(statement, statement, statement)
    .chain(([one, two, three]) =>
      (options.actions ?? actionNear(one.actions)).chain((action) =>
        partsFor(space, { action, target: { ...two, keys: three.keys }, missed: undefined, options }),
      ),
    );
  return { directed, mixed };
}

function actionsFor({ actions }: StatementSpace, missed: Miss): fc.Arbitrary<string> {
  if (missed === "action") return actionOutside(actions);
  return actionNear({ inside: actions.inside, outside: [], misspelt: [] });
}

/** One of the statements that cover the action; any where none does. */
function covering(space: RequestSpace, action: string): fc.Arbitrary<StatementSpace> {
  const statements = space.statements.filter(({ covers }) => covers(action));
  return fc.constantFrom(...(statements.length > 0 ? statements : space.statements));
}

interface Draw {
  readonly action: string;
  readonly target: StatementSpace;
  readonly missed: Miss;
  readonly options: RequestOptions;
}

function partsFor(
  space: RequestSpace,
  { action, target, missed, options }: Draw,
): fc.Arbitrary<RequestParts> {
  const pool = target.resources(action);
  const resource = options.resources ?? (missed === "resource" ? outside(pool) : inside(pool));
  const entries = entriesFor(space, { action, target, missed, options }).map((drawn) =>
    drawn.filter(([key]) => space.carries(action, key)),
  );
  const context = contextOf(entries, space.mentioned, options.omit).map(space.sent);
  return fc.record({ action: fc.constant(action), resource, context });
}

/** The statement's own keys; what denials of the action ask for; now and then keys of others. */
function entriesFor(space: RequestSpace, { action, target, missed }: Draw): fc.Arbitrary<readonly Entry[]> {
  const denials =
    target.effect === "Deny"
      ? []
      : space.statements.filter(({ effect, covers }) => effect === "Deny" && covers(action));
  const avoided = denials.flatMap(({ keys }) => keys);
  const others = [...space.mentioned, ...space.supported(action)];
  return fc
    .tuple(
      missed === "context" ? allButOne(target.keys) : all(target.keys, "inside"),
      fc.oneof({ arbitrary: all(avoided, "outside"), weight: 3 }, fc.constant([])),
      fc.oneof({ arbitrary: fc.constant([]), weight: 3 }, { arbitrary: some(others), weight: 1 }),
    )
    .map((groups) => groups.flat());
}

const all = (pools: readonly KeyPool[], side: "inside" | "outside"): fc.Arbitrary<readonly Entry[]> =>
  fc.tuple(...pools.map((pool) => entry(pool, side)));

const allButOne = (pools: readonly KeyPool[]): fc.Arbitrary<readonly Entry[]> =>
  pools.length === 0
    ? fc.constant([])
    : fc
        .nat({ max: pools.length - 1 })
        .chain((missed) =>
          fc.tuple(...pools.map((pool, at) => entry(pool, at === missed ? "outside" : "inside"))),
        );

const some = (pools: readonly KeyPool[]): fc.Arbitrary<readonly Entry[]> =>
  pools.length === 0
    ? fc.constant([])
    : fc.array(
        fc.constantFrom(...pools).chain((pool) => maybe(values([...pool.inside, ...pool.outside]), pool.key)),
        { maxLength: 2 },
      );

const entry = (pool: KeyPool, side: "inside" | "outside"): fc.Arbitrary<Entry> =>
  values(pool[side]).map((value): Entry => [pool.key, value]);

const values = (pool: readonly MaybeValue[]): fc.Arbitrary<MaybeValue> =>
  fc.constantFrom(...(pool.length > 0 ? pool : [undefined]));

const anything = ({ actions, resources }: RequestOptions): fc.Arbitrary<RequestParts> =>
  fc.record({
    action: actions ?? fc.constant(anyAction),
    resource: resources ?? fc.constant("*"),
    context: fc.constant({}),
  });

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

const accountOf = (principal: string): string =>
  /^arn:[^:]*:[^:]*::(\d{12}):/.exec(principal)?.[1] ?? exampleAccount;

function isRequest(value: unknown): value is Request {
  const request = value as Partial<Request> | null;
  return (
    typeof request === "object" &&
    typeof request?.action === "string" &&
    isResource(request.resource) &&
    typeof request.context === "object"
  );
}
