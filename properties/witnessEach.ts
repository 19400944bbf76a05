import { readCaller } from "../policies/evaluate/caller.js";
import { grants } from "../policies/evaluate/compilePrincipal.js";
import type { PolicyVersion, Statement } from "../policies/language/policyDocument.js";
import type { HeldResource, Policy, PolicySet } from "../policies/language/policySet.js";
import { leaveOpen } from "../policies/prove/question/encodeStatement.js";
import type { ResourceCache } from "../policies/prove/question/resourceCache.js";
import { readPattern } from "../policies/prove/sets/pattern.js";
import { setsDisjoint, type TextSet, textSet } from "../policies/prove/sets/textSet.js";
import { grantingPolicies } from "./grantingPolicies.js";
import type { Outcome, Witness } from "./property.js";
import type { Target } from "./target.js";

interface Proving {
  /** asks the law of a target with fewer grants */
  readonly prove: (target: Target) => Outcome;
  readonly cache: ResourceCache;
}

/**
 * The outcome of a law that forbids access, with a witness for each statement that breaks it alone: a finding about
 * one must not hide another. Denials and limits stay as they are.
 */
export function witnessEach(target: Target, outcome: Outcome, { prove, cache }: Proving): Outcome {
  if (outcome.verdict !== "refuted" || outcome.witness === undefined) return outcome;
  const caller = readCaller(target.principal);
  const isNamed = ({ principal }: Statement): boolean =>
    target.resource !== undefined ||
    principal === undefined ||
    cache.grantOf(principal, caller) !== grants.none;
  const { resources, ...own } = target.policies;
  const naming = resources && target.resource === undefined ? cache.naming(resources, caller) : resources;
  const granting = grantingPolicies({ ...own, ...(naming && { resources: naming }) });
  const allows = granting.flatMap(({ source, document }) =>
    document.statements
      .filter((statement) => statement.effect === "Allow" && isNamed(statement))
      .map((statement) => ({ source, statement })),
  );
  if (allows.length < 2) return outcome;
  const witnesses: Witness[] = [outcome.witness];
  for (const { source, statement } of allows) {
    if (witnesses.some((one) => isShown(one, source, statement))) continue;
    const alone = prove({ ...target, policies: onlyAllowing(target.policies, statement) });
    if (alone.verdict === "refuted" && alone.witness !== undefined) witnesses.push(alone.witness);
  }
  return witnesses.length === 1 ? outcome : { ...outcome, witnesses };
}

const isShown = ({ statements }: Witness, source: string, { pointer }: Statement): boolean =>
  statements.some((one) => one.source === source && one.pointer === pointer);

const onlyWith = ({ source, document }: Policy, keep: (one: Statement) => boolean): Policy => ({
  source,
  document: { ...document, statements: document.statements.filter(keep) },
});

/**
 * The policies with one Allow statement of those that grant, and all that deny or limit. What it allows is on its
 * resources alone, so that policies of others say nothing.
 */
function onlyAllowing(set: PolicySet, kept: Statement): PolicySet {
  const policies = set.resources === undefined ? set : { ...set, resources: meeting(set.resources, kept) };
  const only = (one: Policy): Policy => onlyWith(one, (other) => other === kept || other.effect === "Deny");
  const { identity, resource, resources } = policies;
  return {
    ...policies,
    identity: identity.map(only),
    ...(resource && { resource: only(resource) }),
    ...(resources && { resources: resources.map((one) => ({ ...one, policies: one.policies.map(only) })) }),
  };
}

/** The resources that a statement may be about. */
function meeting(resources: readonly HeldResource[], { resource }: Statement): readonly HeldResource[] {
  if (resource === undefined || resource.negated || resource.patterns.includes("*")) return resources;
  // with variables, which an older version writes out, it is about more
  const of = setOf(resource.patterns, "2012-10-17");
  const prefixes = resource.patterns.map(prefixOf);
  return resources.filter(({ arns }) => {
    // most resources of a plan differ in how their ARNs begin, and that is cheaper to compare
    if (!arns.some((arn) => isNear(prefixOf(arn), prefixes))) return false;
    const space = spaces.get(arns) ?? setOf(arns, "2008-10-17");
    spaces.set(arns, space);
    return !setsDisjoint(of, space);
  });
}

/** What every string that a pattern matches begins with. */
const prefixOf = (pattern: string): string => pattern.split(/[*?$]/, 1)[0]!;

const isNear = (prefix: string, others: readonly string[]): boolean =>
  others.some((other) => other.startsWith(prefix) || prefix.startsWith(other));

const spaces = new WeakMap<readonly string[], TextSet>();

const setOf = (patterns: readonly string[], version: PolicyVersion): TextSet =>
  textSet(
    patterns.flatMap((pattern) => readPattern(pattern, "resource", { version, resolve: leaveOpen }) ?? []),
  );
