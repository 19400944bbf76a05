import type { PolicyDocument, Statement } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";

/** A policy, or a set of policies, with one mistake in it. */
export interface Mutant<T extends PolicyDocument | PolicySet = PolicyDocument> {
  /** the name of one of `mutationOperators` */
  readonly operator: string;
  /** the policy of a set that was changed; absent for a document alone */
  readonly source?: string;
  /** JSON pointer in that document of the statement that was changed; empty where the document or layer was */
  readonly pointer: string;
  /** the statement as it was; absent where the document or layer was changed */
  readonly before?: Statement;
  /** the statement as it is now; absent where it was deleted */
  readonly after?: Statement;
  /** the document or policy set with the mistake; it shares every other statement with the original */
  readonly mutated: T;
}
