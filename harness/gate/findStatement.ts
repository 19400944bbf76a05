import type { Statement } from "../../policies/language/policyDocument.js";
import type { Policy } from "../../policies/language/policySet.js";
import type { DecidingStatement } from "../../policies/language/request.js";
import type { Surroundings } from "../../properties/escalation/surroundings.js";
import { grantingPolicies } from "../../properties/grantingPolicies.js";
import type { Target } from "../../properties/target.js";

type Named = Pick<DecidingStatement, "source" | "pointer">;

/**
 * Finds the statement that a verdict about a target names, in the policies that can grant: those of the target, or those
 * of the principals around it. Undefined for a statement that only limits, and for one of another policy.
 */
export const findStatement = (target: Target, named: Named): Statement | undefined =>
  findIn(ownPolicies(target), named) ?? indexOf(target.surroundings?.now())?.get(keyOf(named));

function findIn(policies: Iterable<Policy>, named: Named): Statement | undefined {
  for (const { source, document } of policies) {
    const found =
      source === named.source && document.statements.find(({ pointer }) => pointer === named.pointer);
    if (found) return found;
  }
  return undefined;
}

/** Its own before those of the resources around it, of which there can be thousands. */
function* ownPolicies({ policies, counted, trust }: Target): Generator<Policy> {
  const { resources = [], ...own } = policies;
  yield* grantingPolicies(own);
  for (const held of resources) yield* held.policies;
  if (counted?.kind === "endpoint" && counted.policy) yield counted.policy;
  if (trust) yield trust;
}

/** The statements of all principals, read once: a plan has thousands, and a verdict each. */
function indexOf(surroundings: Surroundings | undefined): ReadonlyMap<string, Statement> | undefined {
  if (surroundings === undefined) return undefined;
  const known = indexes.get(surroundings) ?? statementsAround(surroundings);
  indexes.set(surroundings, known);
  return known;
}

const indexes = new WeakMap<Surroundings, ReadonlyMap<string, Statement>>();

function statementsAround({ principals }: Surroundings): ReadonlyMap<string, Statement> {
  const found = new Map<string, Statement>();
  for (const { policies, trust } of principals.values()) {
    for (const { source, document } of [...grantingPolicies(policies), ...(trust?.policies ?? [])]) {
      for (const statement of document.statements)
        found.set(keyOf({ source, pointer: statement.pointer }), statement);
    }
  }
  return found;
}

const keyOf = ({ source, pointer }: Named): string => JSON.stringify([source, pointer]);
