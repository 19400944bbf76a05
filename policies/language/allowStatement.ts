import type { Statement } from "./policyDocument.js";

/**
 * A statement that allows actions on resources, as a document that is asked about has it.
 *
 * @param more its conditions and principal; @defaultValue none
 */
export const allowStatement = (
  actions: readonly string[],
  resources: readonly string[],
  more: Partial<Pick<Statement, "conditions" | "principal">> = {},
): Statement => ({
  index: 0,
  pointer: "/Statement",
  effect: "Allow",
  action: { negated: false, patterns: actions },
  resource: { negated: false, patterns: resources },
  conditions: [],
  ...more,
});
