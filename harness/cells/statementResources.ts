import { fillVariables } from "../../generators/near/fillVariables.js";
import { patternShape } from "../../generators/near/patternShape.js";
import { resourcePool } from "../../generators/near/resourcePool.js";
import { type Gap, readable, type Shape } from "../../generators/near/shape.js";
import { typesKey } from "../../generators/near/typesKey.js";
import type { PatternElement, PolicyVersion } from "../../policies/language/policyDocument.js";
import { exampleAccount } from "../../policies/reference/exampleAccount.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";

export interface StatementResourcesOptions {
  readonly reference: ServiceReference;
  readonly version: PolicyVersion;
  /** the account that owns the resources */
  readonly resourceAccount: string;
}

/** Resources of an action that a `Resource` or `NotResource` element, or a pattern near it, is about. */
export class StatementResources {
  readonly #element: PatternElement | undefined;
  readonly #options: StatementResourcesOptions;
  readonly #shapes = new Map<string, readonly Shape[]>();

  constructor(element: PatternElement | undefined, options: StatementResourcesOptions) {
    this.#element = element;
    this.#options = options;
  }

  /** Plain resources of an action that the statement is about. */
  plain(action: string): readonly string[] {
    return this.#patterns().flatMap((pattern) => this.matching(action, pattern));
  }

  /** The same with all wildcards filled otherwise, but for the partition. */
  filled(action: string): readonly string[] {
    return this.#patterns().flatMap((pattern) => this.otherwise(action, pattern));
  }

  /** Plain resources of an action that match a pattern. */
  matching(action: string, pattern: string): readonly string[] {
    const found = this.#shapesOf(action, pattern).map(readable);
    return pattern === "*" && !found.includes("*") ? [...found, "*"] : found;
  }

  /** The same with all wildcards filled otherwise, but for the partition. */
  otherwise(action: string, pattern: string): readonly string[] {
    return this.#shapesOf(action, pattern).map((shape) => readable(shape.map(filledOtherwise)));
  }

  /** Plain resources of each type of an action. */
  any(action: string): readonly string[] {
    return this.matching(action, "*");
  }

  #patterns(): readonly string[] {
    return this.#element === undefined || this.#element.negated ? ["*"] : this.#element.patterns;
  }

  #shapesOf(name: string, pattern: string): readonly Shape[] {
    const { reference, version, resourceAccount } = this.#options;
    const action = reference.action(name);
    const key = `${action === undefined ? name : typesKey(action)} ${pattern}`;
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    const element = { negated: false, patterns: [pattern] };
    const { inside } = resourcePool(element, { action, name, version, universe: "typed" });
    // what is common to pattern and type may take a separator for a part of a name
    const isPlain = pattern !== "*" && (action === undefined || inside.length > 0);
    const plain = isPlain ? [patternShape(fillVariables(pattern, version).pattern)] : [];
    const made = [...inside, ...plain].map((shape) =>
      shape.map((piece) => inAccount(piece, resourceAccount)),
    );
    this.#shapes.set(key, made);
    return made;
  }
}

const filledOtherwise = (piece: string | Gap): string | Gap => {
  if (typeof piece === "string" || piece.others.includes("aws-cn")) return piece;
  return { ...piece, example: piece.others.find((other) => other !== "") ?? piece.example };
};

/** The account of a plain resource is that of the principal. */
const inAccount = (piece: string | Gap, account: string): string | Gap =>
  typeof piece !== "string" && piece.example === exampleAccount ? { ...piece, example: account } : piece;
