import type { PolicyVersion, Statement } from "../policies/language/document.js";
import type { PolicySet } from "../policies/language/policySet.js";

/** A statement with the language version it is written in, which decides about policy variables. */
export interface VersionedStatement {
  readonly statement: Statement;
  readonly version: PolicyVersion;
}

/** The statements of every layer of some policy sets, in order. */
export const policyStatements = (policies: readonly PolicySet[]): readonly VersionedStatement[] =>
  policies
    .flatMap((set) => [
      ...set.identity,
      set.resource,
      set.boundary,
      ...(set.session ?? []),
      set.endpoint,
      ...(set.scps ?? []).flat(),
      ...(set.rcps ?? []).flat(),
    ])
    .flatMap((policy) => {
      if (policy === undefined) return [];
      const { statements, version } = policy.document;
      return statements.map((statement) => ({ statement, version }));
    });

/** One policy set or several, as a list. */
export const asList = (policies: PolicySet | readonly PolicySet[]): readonly PolicySet[] =>
  "identity" in policies ? [policies] : policies;
