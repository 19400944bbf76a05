import type { PolicyDocument, PolicyVersion, Statement } from "../../language/policyDocument.js";
import { isCallerKey } from "../callers/keyRange.js";
import type { Resolve } from "../sets/pattern.js";
import { encodeStatement } from "./encodeStatement.js";
import type { Formula } from "./formula.js";
import { type OtherCaller, variableOf } from "./otherCaller.js";
import type { ProofPrincipal } from "./requesterOf.js";
import { ResourceCache } from "./resourceCache.js";

/**
 * What policies were made into, for one requester and one reading of the policy variables: a formula depends on
 * nothing else but the object that it was made from, so that each is made once. Lives no longer than its prover.
 */
export class Encoding {
  readonly requester: ProofPrincipal;
  readonly resolve: Resolve;
  readonly cache: ResourceCache;
  readonly #others = new WeakMap<object, Encoding>();
  readonly #formulas = new WeakMap<object, Formula>();
  readonly #statements: Readonly<Record<PolicyVersion, WeakMap<Statement, Formula>>> = {
    "2012-10-17": new WeakMap(),
    "2008-10-17": new WeakMap(),
  };

  /** @param cache shared with encodings for other callers; by default an empty one */
  constructor(requester: ProofPrincipal, resolve: Resolve, cache = new ResourceCache()) {
    this.requester = requester;
    this.resolve = resolve;
    this.cache = cache;
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
    const other = new Encoding({ principal: caller.principal, resourceAccount }, resolve, this.cache);
    this.#others.set(caller, other);
    return other;
  }

  /**
   * What a statement of a document means, which depends on the version of the document; documents can share the
   * statement, as mutants do. Most statements of resource policies name other callers and are never asked for.
   */
  statementOf({ statements, version }: PolicyDocument, at: number): Formula {
    const statement = statements[at]!;
    const known = this.#statements[version].get(statement);
    if (known !== undefined) return known;
    const formula = encodeStatement(statement, { version, resolve: this.resolve });
    this.#statements[version].set(statement, formula);
    return formula;
  }
}
