import type { PolicyDocument, PolicyKind, Statement } from "../../policies/language/policyDocument.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";

/** One way in which a policy is changed by mistake. */
export interface MutationOperator {
  /** such as `action-widen-verb` */
  readonly name: string;
  /** the part of a policy that it changes */
  readonly part: "statement" | "principal" | "action" | "resource" | "condition";
  /** the mistake that it represents, as a sentence without its end */
  readonly slip: string;
  /** true where it puts in something of which the original gives no hint; @defaultValue false */
  readonly adds?: boolean;
  /** the statement with the mistake, once for each place where it can be made */
  readonly edit: (statement: Statement, context: MutationContext) => readonly Statement[];
}

/** What an operator knows of the policy around a statement. */
export interface MutationContext {
  readonly document: PolicyDocument;
  readonly kind: PolicyKind;
  readonly reference: ServiceReference;
}
