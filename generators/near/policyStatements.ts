import { policiesIn } from "../../policies/language/policiesIn.js";
import type { PatternElement, PolicyVersion, Statement } from "../../policies/language/policyDocument.js";
import type { HeldResource, Policy, PolicySet } from "../../policies/language/policySet.js";

/** A statement with the language version it is written in, which decides about policy variables. */
export interface VersionedStatement {
  readonly statement: Statement;
  readonly version: PolicyVersion;
}

/**
 * The statements of every layer of some policy sets, in order. A statement about any resource counts, in the policy
 * of one, for this resource.
 */
export const policyStatements = (policies: readonly PolicySet[]): readonly VersionedStatement[] =>
  policies.flatMap(({ resources = [], ...set }) => [
    ...statementsIn(policiesIn(set)),
    ...resources.flatMap((held) =>
      statementsIn(held.policies).map(({ statement, version }) => ({
        statement: isAboutAny(statement) ? { ...statement, resource: elementOf(held) } : statement,
        version,
      })),
    ),
  ]);

const statementsIn = (policies: readonly Policy[]): readonly VersionedStatement[] =>
  policies.flatMap(({ document: { statements, version } }) =>
    statements.map((statement) => ({ statement, version })),
  );

const isAboutAny = ({ resource }: Statement): boolean =>
  resource === undefined || (!resource.negated && resource.patterns.includes("*"));

const elementOf = ({ arns }: HeldResource): PatternElement => ({ negated: false, patterns: arns });

/** One policy set or several, as a list. */
export const asList = (policies: PolicySet | readonly PolicySet[]): readonly PolicySet[] =>
  "identity" in policies ? [policies] : policies;
