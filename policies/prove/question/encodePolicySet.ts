import { controlsPrincipal, hasPolicies, isIdentity } from "../../evaluate/authorize.js";
import { type Caller, readCaller } from "../../evaluate/caller.js";
import { compilePrincipal, type Grant, grants } from "../../evaluate/compilePrincipal.js";
import type { Statement } from "../../language/document.js";
import type { Policy, PolicySet } from "../../language/policySet.js";
import { rcpServices } from "../../reference/rcpServices.js";
import { plainGlob, readPattern } from "../sets/pattern.js";
import { textSet } from "../sets/textSet.js";
import { textAtom } from "./atom.js";
import { actionSet } from "./encodeStatement.js";
import type { Encoding } from "./encoding.js";
import { allOf, always, anyOf, atomFormula, type Formula, never, not } from "./formula.js";

/**
 * What a request must be like for a policy set to allow it to the requester, as `authorize` decides;
 * `sts:GetCallerIdentity`, which nothing denies, is left out.
 */
export const encodePolicySet = (set: PolicySet, encoding: Encoding): Formula =>
  encoding.once(set, () => encode(set, encoding));

function encode(set: PolicySet, encoding: Encoding): Formula {
  const { requester } = encoding;
  const caller = readCaller(requester.principal);
  const layers = readLayers(set, caller, encoding);
  const crossAccount = caller.account !== "" && caller.account !== requester.resourceAccount;
  const byIdentity = allOf([layers.identity, layers.limit]);
  const byResource = layers.resource;
  const granted = crossAccount
    ? allOf([byIdentity, byResource.any])
    : anyOf([
        byResource.direct,
        allOf([byResource.role, layers.limit]),
        allOf([byIdentity, anyOf([set.resource === undefined ? always : not(mustGrant), byResource.any])]),
      ]);
  return allOf([granted, layers.ceiling, ...layers.denials.map(not)]);
}

/** The formulas of all layers, for one caller. */
interface Layers {
  readonly identity: Formula;
  readonly limit: Formula;
  readonly ceiling: Formula;
  readonly resource: { readonly direct: Formula; readonly role: Formula; readonly any: Formula };
  readonly denials: readonly Formula[];
}

function readLayers(set: PolicySet, caller: Caller, encoding: Encoding): Layers {
  const layer = (policies: readonly Policy[], bounded = false) =>
    readLayer(policies, { caller, encoding, bounded });
  const { boundary, session = [], resource, endpoint, scps = [], rcps = [] } = set;
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
  const own = resource ? layer([resource], bounded) : absent;
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

interface ReadLayer {
  /** what the caller is granted itself, as a session of its role, or in whatever way */
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
  const read = policies.flatMap(({ document }) => {
    const formulas = encoding.statementsOf(document);
    return document.statements.map((statement, at) => ({
      statement,
      grant: grantOf(statement, caller, bounded),
      matches: formulas[at]!,
    }));
  });
  const allowing = (wanted: (grant: Grant) => boolean) =>
    anyOf(
      read
        .filter(({ statement, grant }) => statement.effect === "Allow" && wanted(grant))
        .map(({ matches }) => matches),
    );
  return {
    direct: allowing((grant) => grant === grants.direct),
    role: allowing((grant) => grant === grants.role),
    any: allowing((grant) => grant !== grants.none),
    denials: read
      .filter(({ statement, grant }) => statement.effect === "Deny" && grant !== grants.none)
      .map(({ matches }) => matches),
  };
}

function grantOf({ principal, effect }: Statement, caller: Caller, bounded: boolean): Grant {
  if (principal === undefined || (bounded && effect === "Deny" && principal.negated)) return grants.direct;
  return compilePrincipal(principal)(caller);
}

/** What it takes for the action to be among some patterns. */
export const actionIn = (patterns: readonly string[]): Formula =>
  patterns.length === 0 ? never : atomFormula(textAtom("action", actionSet(patterns)));

function resourceIs(pattern: string): Formula {
  const read = readPattern(pattern, "resource", { version: "2008-10-17", resolve: () => undefined });
  return atomFormula(textAtom("resource", textSet([read!])));
}

/** Keys and roles answer only to their own policy; see `mustGrant` of `policies/evaluate`. */
const mustGrant: Formula = anyOf([
  actionIn(["kms:*"]),
  allOf([actionIn(["sts:*"]), resourceIs("arn:*:iam::*:role/*")]),
]);

/** What resource control policies bind; see `controlsResource` of `policies/evaluate`. */
const controlled: Formula = allOf([
  actionIn([...rcpServices].map((service) => `${service}:*`)),
  not(actionIn(["kms:retiregrant"])),
  not(resourceIs("arn:*:iam::*:role/aws-service-role/*")),
]);

const shape = atomFormula(textAtom("action", textSet([plainGlob("?*:?*")])));
const nonEmpty = atomFormula(textAtom("resource", textSet([plainGlob("?*")])));

/**
 * Every request that a question is about: the action is `service:Name`, the resource is not empty, and
 * `sts:GetCallerIdentity`, which no policy can deny, is left out.
 */
export const anyRequest: Formula = allOf([shape, nonEmpty, not(actionIn(["sts:getcalleridentity"]))]);
