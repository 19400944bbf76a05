import type { PolicyVersion, Statement } from "../../policies/language/document.js";
import { policiesIn } from "../../policies/language/policiesIn.js";
import type { PolicySet } from "../../policies/language/policySet.js";

/** A statement with the language version it is written in, which decides about policy variables. */
export interface VersionedStatement {
  readonly statement: Statement;
  readonly version: PolicyVersion;
}

/** The statements of every layer of some policy sets, in order. */
export const policyStatements = (policies: readonly PolicySet[]): readonly VersionedStatement[] =>
  policies
    .flatMap(policiesIn)
    .flatMap(({ document: { statements, version } }) =>
      statements.map((statement) => ({ statement, version })),
    );

/** One policy set or several, as a list. */
export const asList = (policies: PolicySet | readonly PolicySet[]): readonly PolicySet[] =>
  "identity" in policies ? [policies] : policies;
