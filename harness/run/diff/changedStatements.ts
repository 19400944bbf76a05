import { compileAction } from "../../../policies/evaluate/compileAction.js";
import type { Statement } from "../../../policies/language/policyDocument.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import { grantingPolicies } from "../../../properties/grantingPolicies.js";
import { statementDigest } from "../../gate/statementDigest.js";
import type { BeforeAndAfter } from "./beforeAndAfter.js";

/** The statements by which a change adds access to some actions of a target. */
export interface ChangedStatements {
  /** those that allow it and were not there before */
  readonly grants: readonly Statement[];
  /** those that limit it, which were there before alone, or are there now alone */
  readonly limits: readonly Statement[];
}

/**
 * Finds all statements that may add access to some actions: a further one that adds access to the same actions is another
 * change.
 *
 * @param actions names, or patterns, which represent any action
 */
export function changedStatements(
  { before, after }: Pick<BeforeAndAfter, "before" | "after">,
  actions: readonly string[],
): ChangedStatements {
  const [then, now] = [statementsOf(before.policies), statementsOf(after.policies)];
  const isWide = actions.some((action) => /[*?]/.test(action));
  const mayMatch = ({ action }: Statement): boolean => {
    if (isWide) return true;
    const matches = compileAction(action);
    return actions.some((one) => matches(one.toLowerCase()));
  };
  return {
    grants: without(now.grants, then.grants).filter(mayMatch),
    limits: [...without(now.limits, then.limits), ...without(then.limits, now.limits)],
  };
}

const without = (some: readonly Statement[], others: readonly Statement[]): readonly Statement[] => {
  const known = new Set(others.map(statementDigest));
  return some.filter((one) => !known.has(statementDigest(one)));
};

function statementsOf(set: PolicySet) {
  const { boundary, session = [], endpoint, scps = [], rcps = [] } = set;
  const granting = grantingPolicies(set).flatMap(({ document }) => document.statements);
  const limiting = [boundary, ...session, endpoint, ...scps.flat(), ...rcps.flat()].flatMap(
    (one) => one?.document.statements ?? [],
  );
  return {
    grants: granting.filter(({ effect }) => effect === "Allow"),
    limits: [...granting.filter(({ effect }) => effect === "Deny"), ...limiting],
  };
}
