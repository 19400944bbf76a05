import type { PolicyDocument } from "../../../policies/language/policyDocument.js";

/** A document by its action patterns. */
export interface ActionGrants {
  readonly document: PolicyDocument;
  /** each action pattern, by its key: itself and all that its statement says of it */
  readonly patterns: ReadonlyMap<string, string>;
}

/** Lists the action patterns of a document; `*` where a statement is for all actions but some. */
export function actionGrants(document: PolicyDocument): ActionGrants {
  const patterns = new Map<string, string>();
  for (const { effect, action, resource, conditions } of document.statements) {
    const { negated } = action;
    const excluded = negated ? action.patterns : [];
    const rest = JSON.stringify([document.version, effect, negated, excluded, resource, conditions]);
    for (const pattern of negated ? ["*"] : action.patterns)
      patterns.set(`${pattern.toLowerCase()}\n${rest}`, pattern);
  }
  return { document, patterns };
}
