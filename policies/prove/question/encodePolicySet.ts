import { controlsPrincipal, hasPolicies, isIdentity } from "../../evaluate/authorize.js";
import { type Caller, readCaller } from "../../evaluate/caller.js";
import { type Grant, grants } from "../../evaluate/compilePrincipal.js";
import type { Statement } from "../../language/policyDocument.js";
import type { HeldResource, Policy, PolicySet } from "../../language/policySet.js";
import { rcpServices } from "../../reference/rcpServices.js";
import { plainGlob, readPattern } from "../sets/pattern.js";
import { textSet } from "../sets/textSet.js";
import { textAtom } from "./atom.js";
import { actionSet } from "./encodeStatement.js";
import type { Encoding } from "./encoding.js";
import { allOf, always, anyOf, atomFormula, type Formula, never, not } from "./formula.js";
import type { ResourceCache } from "./resourceCache.js";

/**
 * What a request must be like for a policy set to allow it to the requester, as `authorize` decides;
 * `sts:GetCallerIdentity`, which nothing denies, is left out.
 */
export const encodePolicySet = (set: PolicySet, encoding: Encoding): Formula =>
  encoding.once(set, () => encode(set, encoding));

function encode(set: PolicySet, encoding: Encoding): Formula {
  const caller = readCaller(encoding.requester.principal);
  const layers = readLayers(set, caller, encoding);
  const byIdentity = allOf([layers.identity, layers.limit]);
  const { direct, role, any } = layers.resource;
  const across = acrossAccounts(set, caller, encoding);
  const waits = allOf([answersItself(set, encoding), mustGrant, not(any)]);
  const within = anyOf([direct, allOf([role, layers.limit]), allOf([byIdentity, not(waits)])]);
  const granted = anyOf([allOf([across, byIdentity, any]), allOf([not(across), within])]);
  return allOf([granted, layers.ceiling, ...layers.denials.map(not)]);
}

/** Requests on a resource of another account than the caller's; the first resource with a known account counts. */
function acrossAccounts({ resources = [] }: PolicySet, caller: Caller, encoding: Encoding): Formula {
  const isForeign = (account: string) => isIdentity(caller) && caller.account !== account;
  return resources.reduceRight<Formula>(
    (others, held) => {
      if (held.account === undefined) return others;
      if (isForeign(held.account)) return anyOf([spaceOf(held, encoding), others]);
      return others === never ? never : allOf([not(spaceOf(held, encoding)), others]);
    },
    isForeign(encoding.requester.resourceAccount) ? always : never,
  );
}

/** Requests on a resource whose policy is given. */
function answersItself({ resource, resources }: PolicySet, { cache }: Encoding): Formula {
  if (resource !== undefined) return always;
  if (resources === undefined) return never;
  return cache.once(resources, () =>
    spaceOfAll(
      resources.filter(({ policies }) => policies.length > 0),
      cache,
    ),
  );
}

/** Requests on one of some resources. Thousands of roles have one list of actions, and then one atom. */
function spaceOfAll(resources: readonly HeldResource[], cache: ResourceCache): Formula {
  const lists = new Set(resources.map(({ actions }) => actions));
  const answering = (list: HeldResource["actions"]) => resources.filter(({ actions }) => actions === list);
  return anyOf(
    [...lists].map((list) =>
      allOf([resourceIn(answering(list).flatMap(({ arns }) => arns)), actionsOf(list, cache)]),
    ),
  );
}

/** The formulas of all layers, for one caller. */
interface Layers {
  readonly identity: Formula;
  readonly limit: Formula;
  readonly ceiling: Formula;
  readonly resource: ReadLayer;
  readonly denials: readonly Formula[];
}

function readLayers(set: PolicySet, caller: Caller, encoding: Encoding): Layers {
  const layer = (policies: readonly Policy[], bounded = false) =>
    readLayer(policies, { caller, encoding, bounded });
  const { boundary, session = [], endpoint, scps = [], rcps = [] } = set;
  const bounded = boundary !== undefined;
  const identity = hasPolicies(caller) ? layer(set.identity) : isIdentity(caller) ? open : absent;
  const limits = hasPolicies(caller)
    ? [...(boundary ? [layer([boundary])] : []), ...(session.length > 0 ? [layer(session)] : [])]
    : [];
  const levels = controlsPrincipal(caller) ? scps : [];
  const ceilings = [
    ...levels.filter(({ length }) => length > 0).map((level) => layer(level)),
    ...(endpoint ? [layer([endpoint], bounded)] : []),
  ];
  const own = readResources(set, { caller, encoding, bounded });
  const controls = caller.serviceLinked ? [] : rcps.flatMap((level) => layer(level).denials);
  return {
    identity: identity.any,
    limit: allOf(limits.map(({ any }) => any)),
    ceiling: allOf(ceilings.map(({ any }) => any)),
    resource: own,
    denials: [
      ...[identity, ...limits, ...ceilings, own].flatMap(({ denials }) => denials),
      ...(controls.length === 0 ? [] : [allOf([controlled, anyOf(controls)])]),
    ],
  };
}

/** The policy of the resource that every request is on, and those of others for requests on them. */
function readResources({ resource, resources }: PolicySet, context: LayerContext): ReadLayer {
  const { caller, encoding } = context;
  const naming = resources === undefined ? [] : encoding.cache.naming(resources, caller);
  const read = [
    ...(resource ? [readLayer([resource], context)] : []),
    ...naming.map((held) => inSpace(spaceOf(held, encoding), readLayer(held.policies, context))),
  ];
  return {
    direct: anyOf(read.map(({ direct }) => direct)),
    role: anyOf(read.map(({ role }) => role)),
    any: anyOf(read.map(({ any }) => any)),
    denials: read.flatMap(({ denials }) => denials),
  };
}

const inSpace = (space: Formula, { direct, role, any, denials }: ReadLayer): ReadLayer => ({
  direct: allOf([space, direct]),
  role: allOf([space, role]),
  any: allOf([space, any]),
  denials: denials.length === 0 ? [] : [allOf([space, anyOf(denials)])],
});

/** The requests on a resource; see `compileResources` of `policies/evaluate`. */
const spaceOf = (held: HeldResource, { cache }: Encoding): Formula =>
  cache.once(held, () => allOf([resourceIn(held.arns), actionsOf(held.actions, cache)]));

/** Resources of one type have the list of their actions in common. */
const actionsOf = (actions: HeldResource["actions"], cache: ResourceCache): Formula =>
  actions === undefined ? always : cache.once(actions, () => actionIn(actions));

interface ReadLayer {
  /** what the caller is granted itself, as a session of its role, or in any way */
  readonly direct: Formula;
  readonly role: Formula;
  readonly any: Formula;
  readonly denials: readonly Formula[];
}

const absent: ReadLayer = { direct: never, role: never, any: never, denials: [] };
const open: ReadLayer = { direct: always, role: always, any: always, denials: [] };

interface LayerContext {
  readonly caller: Caller;
  readonly encoding: Encoding;
  readonly bounded: boolean;
}

function readLayer(policies: readonly Policy[], { caller, encoding, bounded }: LayerContext): ReadLayer {
  const read = policies.flatMap(({ document }) =>
    document.statements.flatMap((statement, at) => {
      const grant = grantOf(statement, { caller, encoding, bounded });
      if (grant === grants.none) return [];
      return { effect: statement.effect, grant, matches: encoding.statementOf(document, at) };
    }),
  );
  const matching = (wanted: Statement["effect"], by?: Grant) =>
    read.flatMap(({ effect, grant, matches }) =>
      effect === wanted && (by === undefined || grant === by) ? matches : [],
    );
  return {
    direct: anyOf(matching("Allow", grants.direct)),
    role: anyOf(matching("Allow", grants.role)),
    any: anyOf(matching("Allow")),
    denials: matching("Deny"),
  };
}

function grantOf({ principal, effect }: Statement, { caller, encoding, bounded }: LayerContext): Grant {
  if (principal === undefined || (bounded && effect === "Deny" && principal.negated)) return grants.direct;
  return encoding.cache.grantOf(principal, caller);
}

/** What it takes for the action to be among some patterns. */
export const actionIn = (patterns: readonly string[]): Formula =>
  patterns.length === 0 ? never : atomFormula(textAtom("action", actionSet(patterns)));

/** What it takes for the resource to match one of some patterns without variables. */
function resourceIn(patterns: readonly string[]): Formula {
  if (patterns.length === 0) return never;
  const context = { version: "2008-10-17", resolve: () => undefined } as const;
  const set = textSet(patterns.map((pattern) => readPattern(pattern, "resource", context)!));
  return set.everything ? always : atomFormula(textAtom("resource", set));
}

/** Keys and roles answer only to their own policy; see `mustGrant` of `policies/evaluate`. */
const mustGrant: Formula = anyOf([
  actionIn(["kms:*"]),
  allOf([actionIn(["sts:*"]), resourceIn(["arn:*:iam::*:role/*"])]),
]);

/** What resource control policies bind; see `controlsResource` of `policies/evaluate`. */
const controlled: Formula = allOf([
  actionIn([...rcpServices].map((service) => `${service}:*`)),
  not(actionIn(["kms:retiregrant"])),
  not(resourceIn(["arn:*:iam::*:role/aws-service-role/*"])),
]);

const shape = atomFormula(textAtom("action", textSet([plainGlob("?*:?*")])));
const nonEmpty = atomFormula(textAtom("resource", textSet([plainGlob("?*")])));

/**
 * Every request that a question is about: the action is `service:Name`, the resource is not empty, and
 * `sts:GetCallerIdentity`, which no policy can deny, is left out.
 */
export const anyRequest: Formula = allOf([shape, nonEmpty, not(actionIn(["sts:getcalleridentity"]))]);
