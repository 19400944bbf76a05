import { type Caller, readCaller } from "../../../policies/evaluate/caller.js";
import { callerNames } from "../../../policies/evaluate/callerNames.js";
import { compilePrincipal, type Grant, grants } from "../../../policies/evaluate/compilePrincipal.js";
import type { PolicyVersion, Statement } from "../../../policies/language/policyDocument.js";
import type { HeldResource, PolicySet } from "../../../policies/language/policySet.js";
import { actionSet, leaveOpen } from "../../../policies/prove/question/encodeStatement.js";
import { readPattern } from "../../../policies/prove/sets/pattern.js";
import { setsDisjoint, type TextSet, textSet } from "../../../policies/prove/sets/textSet.js";
import { groupBy } from "../resources/groupBy.js";
import { nearPrefixes } from "./nearPrefixes.js";
import { overlapping } from "./overlapping.js";

/** Chooses, of all the resources of a plan, those whose policies can change what a principal may do. */
export type ChooseResources = (policies: PolicySet, principal: string) => readonly HeldResource[];

/**
 * Indexes the resources of a plan, so that a policy set needs only those whose policies can change a decision about
 * its principal. The policy set with all resources and the one with these decide every request of the principal alike.
 *
 * A resource counts where an Allow names the principal itself, its role or everyone; or where the identity policies
 * reach it and it is in another account, is a key or a role, or denies the principal something. Resources with ARNs in
 * common count together. An Allow to the principal's own account alone adds nothing to its own policies.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function relevantResources(resources: readonly HeldResource[]): ChooseResources {
  const spaces = resources.map(spaceOf);
  const groups = overlappingPlaces(resources);
  const reached = reachFinder(spaces);
  const everyone = spaces.filter(({ named }) => named === undefined);
  const byName = new Map<string, Space[]>();
  for (const space of spaces) {
    for (const name of space.named ?? []) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [space]);
      else known.push(space);
    }
  }
  const isKept = new Uint8Array(resources.length); // cleared after each question
  const lists = new Map<string, readonly HeldResource[]>();
  return (policies, principal) => {
    const caller = readCaller(principal);
    const bounded = policies.boundary !== undefined;
    const kept: number[] = [];
    const keep = (place: number): void => {
      if (isKept[place] === 0) kept.push(place);
      isKept[place] = 1;
    };
    for (const some of [everyone, ...callerNames(caller).map((name) => byName.get(name) ?? [])]) {
      for (const space of some) if (isGranted(space, caller, groups.has(space.place))) keep(space.place);
    }
    for (const some of caller.type === "root" ? [spaces] : reached(policies)) {
      for (const space of some) if (matters(space, caller, bounded)) keep(space.place);
    }
    for (const place of [...kept]) for (const other of groups.get(place) ?? []) keep(other);
    for (const place of kept) isKept[place] = 0;
    kept.sort((one, other) => one - other);
    // the same list for all principals that meet the same resources: what is made of it is made once
    const key = kept.join();
    const known = lists.get(key) ?? kept.map((place) => resources[place]!);
    lists.set(key, known);
    return known;
  };
}

/** The {@link overlapping} resources, by their places in the list. */
function overlappingPlaces(resources: readonly HeldResource[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map(resources.map((held, place) => [held, place]));
  const placeOf = (held: HeldResource): number => places.get(held)!;
  return new Map([...overlapping(resources)].map(([held, group]) => [placeOf(held), group.map(placeOf)]));
}

interface Space {
  readonly held: HeldResource;
  /** in the list of resources */
  readonly place: number;
  readonly actions: TextSet;
  readonly arns: TextSet;
  /** what Allow statements name of AWS principals, if no statement names all of them */
  readonly named: readonly string[] | undefined;
  /** for every caller: the identity policies alone never decide there, or a statement denies everyone */
  readonly alwaysMatters: boolean;
  readonly allows: readonly Statement[];
  /** the callers that the Deny statements name */
  readonly denies: readonly Denied[];
}

interface Denied {
  readonly grantOf: (caller: Caller) => Grant;
  readonly negated: boolean;
}

const keys = actionSet(["kms:*"]);
const trust = actionSet(["sts:*"]);

function spaceOf(held: HeldResource, place: number): Space {
  const actions = actionSet(held.actions ?? ["*"]);
  const statements = held.policies.flatMap(({ document }) => document.statements);
  const allows = statements.filter(({ effect }) => effect === "Allow");
  const denies = statements.filter(({ effect }) => effect === "Deny");
  const mustGrant = !setsDisjoint(actions, keys) || !setsDisjoint(actions, trust);
  return {
    held,
    place,
    actions,
    arns: textSet(
      held.arns.map((arn) => readPattern(arn, "resource", { version: "2008-10-17", resolve: leaveOpen })!),
    ),
    named: namedIn(allows),
    alwaysMatters: mustGrant || denies.some(namesEveryone),
    allows,
    denies: denies.map(({ principal }) => ({
      grantOf: compilePrincipal(principal),
      negated: principal?.negated === true,
    })),
  };
}

const namesEveryone = ({ principal }: Statement): boolean =>
  principal === undefined ||
  (!principal.negated &&
    principal.principals.some(({ type, value }) => value === "*" && (type === "*" || type === "AWS")));

/** Undefined where some statement may name anyone. */
function namedIn(allows: readonly Statement[]): readonly string[] | undefined {
  if (allows.some(({ principal }) => principal === undefined || principal.negated)) return undefined;
  const entries = allows.flatMap(({ principal }) => principal!.principals);
  if (entries.some(({ value }) => value === "*")) return undefined;
  return [...new Set(entries.flatMap(({ value }) => callerNames(readCaller(value))))];
}

const strongest = (statements: readonly Statement[], caller: Caller): Grant =>
  statements.reduce<Grant>((most, { principal }) => {
    const grant = compilePrincipal(principal)(caller);
    return grant > most ? grant : most;
  }, grants.none);

/** Whether its policies alone may allow the caller something: in another account they never do. */
const isGranted = ({ held: { account }, allows }: Space, caller: Caller, isShared: boolean): boolean =>
  (isShared || account === undefined || isOwn(account, caller)) && strongest(allows, caller) >= grants.role;

/** Whether its policies can change what the caller's own policies allow there. */
const matters = (
  { held: { account }, alwaysMatters, denies }: Space,
  caller: Caller,
  bounded: boolean,
): boolean =>
  alwaysMatters ||
  account === undefined ||
  !isOwn(account, caller) ||
  denies.some((denied) => isDenied(denied, caller, bounded));

/** Services and strangers are in no account, so that none is another one. */
const isOwn = (account: string, caller: Caller): boolean =>
  caller.account === "" || caller.account === account;

/** With a permissions boundary `NotPrincipal` denies everyone. */
const isDenied = ({ grantOf, negated }: Denied, caller: Caller, bounded: boolean): boolean =>
  (bounded && negated) || grantOf(caller) !== grants.none;

type Reached = readonly (readonly Space[])[];

/** Finds the resources that the Allow statements of identity policies may reach, some more than once. */
function reachFinder(spaces: readonly Space[]): (policies: PolicySet) => Reached {
  const known = new WeakMap<Statement, Reached>();
  const byActions = groupBy(spaces, ({ held }) => (held.actions ?? ["*"]).join(" "));
  const groups = [...byActions.values()].map((some) => ({
    actions: some[0]!.actions,
    some,
    near: nearPrefixes(
      some.flatMap((space) => space.held.arns.map((arn) => [prefixOf(arn), space] as const)),
    ),
  }));
  const find = ({ action, resource }: Statement, version: PolicyVersion): Reached => {
    const actions = action.negated ? undefined : actionSet(action.patterns);
    const met = groups.filter((group) => actions === undefined || !setsDisjoint(actions, group.actions));
    if (resource === undefined || resource.negated) return met.map(({ some }) => some);
    if (resource.patterns.includes("*")) return met.map(({ some }) => some);
    const arns = setOf(resource.patterns, version);
    const prefixes = resource.patterns.map(prefixOf);
    return met.map(({ near }) =>
      [...new Set(prefixes.flatMap(near))].filter((space) => !setsDisjoint(arns, space.arns)),
    );
  };
  return ({ identity }) =>
    identity.flatMap(({ document }) =>
      document.statements.flatMap((statement) => {
        if (statement.effect !== "Allow") return [];
        const reached = known.get(statement) ?? find(statement, document.version);
        known.set(statement, reached);
        return reached;
      }),
    );
}

/** What every string that a pattern matches begins with. */
const prefixOf = (pattern: string): string => pattern.split(/[*?$]/, 1)[0]!;

const setOf = (patterns: readonly string[], version: PolicyVersion): TextSet =>
  textSet(
    patterns.flatMap((pattern) => readPattern(pattern, "resource", { version, resolve: leaveOpen }) ?? []),
  );
