import type { PolicySet } from "../policies/language/policySet.js";

/** A policy set that allows some actions on some resources, for asking the evaluator what patterns cover. */
export const allowing = (actions: readonly string[], resources: readonly string[]): PolicySet => ({
  identity: [
    {
      source: "asked",
      document: {
        version: "2012-10-17",
        statements: [
          {
            index: 0,
            pointer: "/Statement",
            effect: "Allow",
            action: { negated: false, patterns: actions },
            resource: { negated: false, patterns: resources },
            conditions: [],
          },
        ],
      },
    },
  ],
});
