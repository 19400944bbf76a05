import type { PolicyDocument } from "../../language/policyDocument.js";
import { isCallerKey } from "../callers/keyRange.js";
import type { Resolve } from "../sets/pattern.js";
import { encodeStatement } from "./encodeStatement.js";
import type { Formula } from "./formula.js";
import { type OtherCaller, variableOf } from "./otherCaller.js";
import type { ProofPrincipal } from "./requesterOf.js";

/**
 * What policies were made into, for one requester and one reading of the policy variables: a formula depends on
 * nothing else but the object that it was made from, so that each is made once. Lives no longer than its prover.
 */
export class Encoding {
  readonly requester: ProofPrincipal;
  readonly resolve: Resolve;
  readonly #others = new WeakMap<object, Encoding>();
  readonly #formulas = new WeakMap<object, Formula>();
  readonly #statements = new WeakMap<PolicyDocument, readonly Formula[]>();

  constructor(requester: ProofPrincipal, resolve: Resolve) {
    this.requester = requester;
    this.resolve = resolve;
  }

  /** The formula of a policy set or of a set of requests. */
  once(source: object, encode: () => Formula): Formula {
    const known = this.#formulas.get(source);
    if (known !== undefined) return known;
    const formula = encode();
    this.#formulas.set(source, formula);
    return formula;
  }

  /** The same for another caller. */
  by(caller: OtherCaller): Encoding {
    const known = this.#others.get(caller);
    if (known !== undefined) return known;
    const { resourceAccount } = this.requester;
    const resolve: Resolve = (variable) =>
      isCallerKey(variable.toLowerCase()) ? variableOf(caller, variable) : this.resolve(variable);
    const other = new Encoding({ principal: caller.principal, resourceAccount }, resolve);
    this.#others.set(caller, other);
    return other;
  }

  /** By document and not by statement: what a statement means depends on the version of its document. */
  statementsOf(document: PolicyDocument): readonly Formula[] {
    const known = this.#statements.get(document);
    if (known !== undefined) return known;
    const { statements, version } = document;
    const formulas = statements.map((statement) =>
      encodeStatement(statement, { version, resolve: this.resolve }),
    );
    this.#statements.set(document, formulas);
    return formulas;
  }
}
