import type { PolicyDocument, PolicyVersion, Statement } from "../../language/policyDocument.js";
import { isCallerKey } from "../callers/keyRange.js";
import { leftOpen, type Resolve } from "../sets/pattern.js";
import { encodeStatement } from "./encodeStatement.js";
import type { Formula } from "./formula.js";
import { type OtherCaller, variableOf } from "./otherCaller.js";
import type { ProofPrincipal } from "./requesterOf.js";
import { ResourceCache } from "./resourceCache.js";

/** What policy variables are read as, by their names in lower case; nothing is known of one that is not there. */
export type KnownValues = ReadonlyMap<string, ReturnType<Resolve>>;

/** A formula, and the policy variables, in lower case, that it was made with. */
interface Encoded {
  readonly formula: Formula;
  readonly variables: ReadonlySet<string>;
}

/**
 * What policies were made into, for one requester and one reading of the policy variables: a formula depends on
 * nothing else but the object that it was made from, so that each is made once. Lives no longer than its prover.
 */
export class Encoding {
  readonly requester: ProofPrincipal;
  readonly cache: ResourceCache;
  readonly #given: Resolve;
  /** who asks in place of the requester of the encoding that this one is part of */
  #other: { readonly caller: OtherCaller; readonly within: Encoding } | undefined;
  /** reads what has no variables as this one does */
  #open: Encoding | undefined;
  /** the variables of what is being encoded */
  #asked = new Set<string>();
  readonly #others = new WeakMap<object, Encoding>();
  readonly #cases = new Map<string, Encoding>();
  readonly #formulas = new WeakMap<object, Encoded>();
  readonly #statements: Readonly<Record<PolicyVersion, WeakMap<Statement, Encoded>>> = {
    "2012-10-17": new WeakMap(),
    "2008-10-17": new WeakMap(),
  };

  /** @param cache shared with encodings for other callers; by default an empty one */
  constructor(requester: ProofPrincipal, resolve: Resolve, cache = new ResourceCache()) {
    this.requester = requester;
    this.#given = resolve;
    this.cache = cache;
  }

  /** The value of a policy variable, or that it is not known. */
  readonly resolve: Resolve = (variable) => {
    const name = variable.toLowerCase();
    if (this.#other !== undefined && isCallerKey(name)) return variableOf(this.#other.caller, variable);
    this.#ask(name);
    return this.#given(variable);
  };

  /** The formula of a policy set or of a set of requests. */
  once(source: object, encode: () => Formula): Formula {
    let known = this.#formulas.get(source) ?? this.#shared((open) => open.#formulas.get(source));
    if (known === undefined) {
      known = this.#encoded(encode);
      this.#formulas.set(source, known);
    }
    return this.#noting(known);
  }

  /** The policy variables, in lower case, of what is encoded. */
  variablesIn(encode: () => Formula): ReadonlySet<string> {
    return this.#encoded(encode).variables;
  }

  /** The same for another caller. */
  by(caller: OtherCaller): Encoding {
    const known = this.#others.get(caller);
    if (known !== undefined) return known;
    const { resourceAccount } = this.requester;
    const other = new Encoding({ principal: caller.principal, resourceAccount }, this.#given, this.cache);
    other.#other = { caller, within: this };
    other.#open = this.#open?.by(caller);
    this.#others.set(caller, other);
    return other;
  }

  /** The same where policy variables have some values; what has no variables is shared by all cases. */
  inCase(values: KnownValues): Encoding {
    const key = JSON.stringify([...values].map(([name, value]) => [name, value === leftOpen ? 0 : value]));
    const known = this.#cases.get(key);
    if (known !== undefined) return known;
    const resolve: Resolve = (variable) => {
      const name = variable.toLowerCase();
      return values.has(name) ? values.get(name) : leftOpen;
    };
    const one = new Encoding(this.requester, resolve, this.cache);
    one.#open = this;
    if (this.#cases.size >= mostCases) this.#cases.clear();
    this.#cases.set(key, one);
    return one;
  }

  /**
   * What a statement of a document means, which depends on the version of the document; documents can share the
   * statement, as mutants do. Most statements of resource policies name other callers and are never asked for.
   */
  statementOf(document: PolicyDocument, at: number): Formula {
    return this.#noting(this.#statementOf(document, at));
  }

  #statementOf(document: PolicyDocument, at: number): Encoded {
    const { statements, version } = document;
    const statement = statements[at]!;
    let known =
      this.#statements[version].get(statement) ?? this.#shared((open) => open.#statementOf(document, at));
    if (known === undefined) {
      known = this.#encoded(() => encodeStatement(statement, { version, resolve: this.resolve }));
      this.#statements[version].set(statement, known);
    }
    return known;
  }

  #shared(find: (open: Encoding) => Encoded | undefined): Encoded | undefined {
    const found = this.#open === undefined ? undefined : find(this.#open);
    return found?.variables.size === 0 ? found : undefined;
  }

  #encoded(encode: () => Formula): Encoded {
    const outer = this.#asked;
    const variables = new Set<string>();
    this.#asked = variables;
    const formula = encode();
    this.#asked = outer;
    return { formula, variables };
  }

  /** What it is part of has its variables. */
  #noting({ formula, variables }: Encoded): Formula {
    for (const one of variables) this.#ask(one);
    return formula;
  }

  #ask(variable: string): void {
    this.#asked.add(variable);
    if (this.#other !== undefined) this.#other.within.#ask(variable);
  }
}

/** Cases that are kept: as many as a few questions have. */
const mostCases = 256;
