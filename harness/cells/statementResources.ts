import { fillVariables } from "../../generators/near/fillVariables.js";
import { patternShape } from "../../generators/near/patternShape.js";
import { resourcePool } from "../../generators/near/resourcePool.js";
import { type Gap, readable, type Shape } from "../../generators/near/shape.js";
import { typesKey } from "../../generators/near/typesKey.js";
import type { PatternElement, PolicyVersion } from "../../policies/language/policyDocument.js";
import { exampleAccount } from "../../policies/reference/exampleAccount.js";
import type { ActionReference, ServiceReference } from "../../policies/reference/serviceReference.js";

export interface StatementResourcesOptions {
  readonly reference: ServiceReference;
  readonly version: PolicyVersion;
  /** the account that owns the resources */
  readonly resourceAccount: string;
  /** what is made of patterns and actions, for all statements */
  readonly made: MadeResources;
}

/** Resources of an action that match a pattern, by both and the version. */
export type MadeResources = Map<string, PatternResources>;

interface PatternResources {
  readonly shapes: readonly Shape[];
  readonly plain: readonly string[];
}

/** Resources of an action that a `Resource` or `NotResource` element, or a pattern near it, is about. */
export class StatementResources {
  readonly #element: PatternElement | undefined;
  readonly #options: StatementResourcesOptions;

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
    return this.#made(action, pattern).plain;
  }

  /** The same with all wildcards filled otherwise, but for the partition. */
  otherwise(action: string, pattern: string): readonly string[] {
    return this.#made(action, pattern).shapes.map((shape) => readable(shape.map(filledOtherwise)));
  }

  /** Plain resources of each type of an action. */
  any(action: string): readonly string[] {
    return this.matching(action, "*");
  }

  #patterns(): readonly string[] {
    return this.#element === undefined || this.#element.negated ? ["*"] : this.#element.patterns;
  }

  #made(name: string, pattern: string): PatternResources {
    const { reference, version, made } = this.#options;
    const action = reference.action(name);
    const key = `${version} ${action === undefined ? name : typesKey(action)} ${pattern}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const shapes = this.#shapesOf(name, action, pattern);
    const found = shapes.map(readable);
    const plain = pattern === "*" && !found.includes("*") ? [...found, "*"] : found;
    made.set(key, { shapes, plain });
    return { shapes, plain };
  }

  #shapesOf(name: string, action: ActionReference | undefined, pattern: string): readonly Shape[] {
    const { version, resourceAccount } = this.#options;
    const element = { negated: false, patterns: [pattern] };
    const { inside } = resourcePool(element, { action, name, version, universe: "typed" });
    // what is common to pattern and type may take a separator for a part of a name
    const isPlain = pattern !== "*" && (action === undefined || inside.length > 0);
    const plain = isPlain ? [patternShape(fillVariables(pattern, version).pattern)] : [];
    return [...inside, ...plain].map((shape) => shape.map((piece) => inAccount(piece, resourceAccount)));
  }
}

const filledOtherwise = (piece: string | Gap): string | Gap => {
  if (typeof piece === "string" || piece.others.includes("aws-cn")) return piece;
  return { ...piece, example: piece.others.find((other) => other !== "") ?? piece.example };
};

/** The account of a plain resource is that of the principal. */
const inAccount = (piece: string | Gap, account: string): string | Gap =>
  typeof piece !== "string" && piece.example === exampleAccount ? { ...piece, example: account } : piece;
