import { type CompiledPolicySet, compileSharing } from "../../evaluate/compile.js";
import { type CompileStatement, compilingOnce } from "../../evaluate/compileLayer.js";
import { policiesIn } from "../../language/policiesIn.js";
import type { PolicyDocument } from "../../language/policyDocument.js";
import type { Policy, PolicySet } from "../../language/policySet.js";
import { printPolicy } from "../../language/printPolicy.js";
import { greatest } from "../../text/greatest.js";
import type { CallerMembers } from "../callers/callerMembers.js";
import { Budget } from "../sets/budget.js";
import { type Access, type Contains, compileAccess } from "./access.js";
import { leaveOpen } from "./encodeStatement.js";
import { Encoding } from "./encoding.js";
import type { ProveOptions } from "./proveOptions.js";
import { requesterOf } from "./requesterOf.js";
import { ResourceCache } from "./resourceCache.js";
import { type TypedReference, typedReference } from "./typedReference.js";

/** characters of a document, without white space; the longest of AWS, AWSSupportServiceRolePolicy v59, has 152,285 */
const longest = 196_608;
/** characters of one string in it: to compare two takes time in the product of their lengths */
const longestString = 65_536;

/** How long a document is, and its longest string. */
interface Lengths {
  readonly whole: number;
  readonly string: number;
}

/** Bounds from above where these are short enough: to print a document takes longer than most questions about it. */
function lengthsOf(document: PolicyDocument): Lengths {
  const most = mostCharacters(document);
  if (most <= longestString) return { whole: most, string: most };
  const json = printPolicy(document, 0);
  return { whole: json.length, string: greatest(json.split('"').map(({ length }) => length)) };
}

/** As many characters as the JSON of a document can have, of which each may be written as six. */
function mostCharacters({ id = "", statements }: PolicyDocument): number {
  let most = elementNames + 6 * id.length;
  const add = (string: string) => {
    most += punctuation + 6 * string.length;
  };
  for (const { sid = "", principal, action, resource, conditions } of statements) {
    most += elementNames;
    add(sid);
    for (const { value } of principal?.principals ?? []) add(value);
    action.patterns.forEach(add);
    resource?.patterns.forEach(add);
    for (const { key, values } of conditions) {
      most += operatorName;
      add(key);
      values.forEach(add);
    }
  }
  return most;
}

/** Characters, at most: the names of a statement's elements, an operator, and what surrounds a string. */
const elementNames = 256;
const operatorName = 64;
const punctuation = 32;

type AskedBy = Pick<ProveOptions, "among" | "callerKeys" | "resourceAccount">;

/**
 * Options together with what the questions put under them made of the policies. It can be passed wherever
 * options can: many questions about the same policies then cost less. Policies must not be changed meanwhile.
 */
export class Prover implements ProveOptions {
  declare readonly universe?: "any" | "typed";
  declare readonly reference?: TypedReference;
  declare readonly budget?: number | Budget;
  declare readonly principal?: string;
  declare readonly resourceAccount?: string;
  declare readonly callerKeys?: "free" | "bound" | CallerMembers;
  declare readonly among?: CallerMembers;
  /** of policies with unknown values of their variables */
  readonly encoding: Encoding;
  /** statements, conditions and keys gone through to make all witnesses plainer */
  readonly tries = new Budget(2_000_000);
  readonly #lengths: WeakMap<PolicyDocument, Lengths>;
  readonly #compiled: WeakMap<PolicySet, CompiledPolicySet>;
  readonly #statement: CompileStatement;

  /**
   * @param known one that asks for the same caller, with what it keeps; none by default
   * @param cache what provers for other callers keep of resources; by default an empty one
   */
  constructor(options: ProveOptions, known?: Prover, cache = new ResourceCache()) {
    Object.assign(this, options);
    if (options.reference !== undefined) this.reference = typedReference(options.reference);
    this.encoding = known?.encoding ?? new Encoding(requesterOf(options), leaveOpen, cache);
    this.#lengths = known === undefined ? new WeakMap() : known.#lengths;
    this.#compiled = known === undefined ? new WeakMap() : known.#compiled;
    this.#statement = known === undefined ? compilingOnce() : known.#statement;
  }

  /** The same about the requests of another universe. */
  about(universe: "any" | "typed"): Prover {
    return universe === this.universe ? this : new Prover({ ...this, universe }, this);
  }

  /** The same about what another principal, or a class of callers, asks. */
  by(
    principal: string,
    { among, callerKeys = this.callerKeys, resourceAccount = this.resourceAccount }: AskedBy = {},
  ): Prover {
    const isSame =
      principal === this.principal &&
      among === this.among &&
      callerKeys === this.callerKeys &&
      resourceAccount === this.resourceAccount;
    if (isSame) return this;
    const { among: _, ...options }: ProveOptions = this;
    const asked: ProveOptions = {
      ...options,
      principal,
      ...(among && { among }),
      ...(callerKeys && { callerKeys }),
      ...(resourceAccount !== undefined && { resourceAccount }),
    };
    return new Prover(asked, undefined, this.encoding.cache);
  }

  /**
   * Why a document is longer than the prover takes, as a reason. Every document that AWS takes of users is far
   * shorter.
   */
  tooLong(sets: readonly PolicySet[]): string | undefined {
    const { cache } = this.encoding;
    for (const { resources, ...own } of sets) {
      const reason =
        this.#tooLong(policiesIn(own)) ??
        (resources && cache.tooLong(resources, (policies) => this.#tooLong(policies)));
      if (reason !== undefined) return reason;
    }
    return undefined;
  }

  #tooLong(policies: readonly Policy[]): string | undefined {
    for (const { source, document } of policies) {
      const { whole, string } = this.#lengths.get(document) ?? lengthsOf(document);
      this.#lengths.set(document, { whole, string });
      if (whole > longest)
        return `\`${source}\` has ${whole} characters, and the prover takes up to ${longest}`;
      if (string > longestString)
        return `\`${source}\` has a string of ${string} characters, and the prover takes up to ${longestString}`;
    }
    return undefined;
  }

  /** Whether requests are in a set, by the evaluator. */
  contains(access: Access): Contains {
    return compileAccess(access, (policies) => this.compiled(policies));
  }

  /** A policy set, prepared for the evaluator once. */
  compiled(policies: PolicySet): CompiledPolicySet {
    const { cache } = this.encoding;
    const shared = { find: cache.find, statement: this.#statement };
    const known = this.#compiled.get(policies) ?? compileSharing(policies, shared);
    this.#compiled.set(policies, known);
    return known;
  }
}

/**
 * A prover for some options; a prover that is passed is returned, with what it keeps of the policies.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePolicy, proverFor, relate } from "planproof/policies";
 *
 * const allowing = (action: string) => {
 *   const statement = { Effect: "Allow", Action: action, Resource: "*" };
 *   const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), "identity");
 *   assert(parsed.ok);
 *   return { identity: [{ source: action, document: parsed.value }] };
 * };
 * const prover = proverFor({ budget: 100_000 });
 * const [left, right] = [allowing("s3:Get*"), allowing("s3:*")];
 * assert.equal(relate(left, right, prover).relation, "subset");
 * assert.equal(relate(right, left, prover).relation, "superset");
 * ```
 */
export const proverFor = (options: ProveOptions = {}): Prover =>
  options instanceof Prover ? options : new Prover(options);
