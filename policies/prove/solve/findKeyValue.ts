import type { ContextValue } from "../../language/request.js";
import type { KeyAtom } from "../question/atom.js";
import { type KeyLiteral, mayBe } from "../question/keyLiteral.js";
import type { TextScope } from "../sets/findText.js";
import { findValue } from "../sets/findValue.js";
import { plainLiteral } from "../sets/pattern.js";
import { textSet } from "../sets/textSet.js";
import type { ValueSet } from "../sets/valueSet.js";

/** What a key may be, besides what is asked of it. */
export interface KeyScope extends TextScope {
  readonly hints: () => Iterable<string>;
  /** false for a key that AWS never sends as a list */
  readonly lists: boolean;
}

/** A key's value (undefined: missing), or the answers that already leave none, or `unsettled`. */
export type KeyAnswer =
  | { readonly kind: "found"; readonly value: ContextValue | undefined }
  | { readonly kind: "none"; readonly blamed: ReadonlySet<KeyLiteral> }
  | { readonly kind: "unsettled" };

/**
 * Finds what one key must be for some answers to be true together. A key is missing, one string, or a list;
 * each is solved separately. In a list the answers about all values bind each of them, and each answer about
 * some value needs a separate one, so that no bound on its length is lost.
 */
export function findKeyValue(literals: readonly KeyLiteral[], scope: KeyScope): KeyAnswer {
  const finder = new Finder(literals, scope);
  const multivalued = literals.some(({ atom }) => quantified.has(atom.asks.about));
  const shapes = [
    () => finder.fixed(undefined),
    ...(multivalued
      ? [() => finder.list(), () => finder.single()]
      : [() => finder.single(), () => finder.list()]),
    () => finder.fixed(""),
    ...(scope.lists ? [() => finder.fixed([]), () => finder.fixed([""])] : []),
  ];
  for (const shape of shapes) {
    const found = shape();
    if (found !== undefined) return { kind: "found", value: found.value };
  }
  return finder.unsettled ? { kind: "unsettled" } : { kind: "none", blamed: finder.blamed };
}

const quantified: ReadonlySet<string> = new Set(["every", "some"]);
const emptyString = textSet([plainLiteral("")]);

/** A set, and whether the value must lie in it. */
interface Bound {
  readonly literal: KeyLiteral | undefined;
  readonly set: ValueSet;
  readonly inside: boolean;
}

class Finder {
  readonly blamed = new Set<KeyLiteral>();
  unsettled = false;
  readonly #literals: readonly KeyLiteral[];
  readonly #scope: KeyScope;

  constructor(literals: readonly KeyLiteral[], scope: KeyScope) {
    this.#literals = literals;
    this.#scope = scope;
  }

  fixed(value: ContextValue | undefined): { value: ContextValue | undefined } | undefined {
    return this.#refuses((literal) => !mayBe(literal, value)) ? undefined : { value };
  }

  single(): { value: string } | undefined {
    const about = (wanted: KeyAtom["asks"]["about"], positive: boolean) => (literal: KeyLiteral) =>
      literal.atom.asks.about === wanted && literal.positive === positive;
    if (this.#refuses(about("missing", true)) || this.#refuses(about("single", false))) return undefined;
    if (this.#refuses(about("null", true))) return undefined;
    const value = this.#find([...this.#literals.flatMap(boundOf), notEmpty]);
    return value === undefined ? undefined : { value };
  }

  /** A list that is not null: one of its values is not empty. */
  list(): { value: readonly string[] } | undefined {
    if (!this.#scope.lists) return undefined;
    if (this.#refuses(({ atom, positive }) => positive && !quantified.has(atom.asks.about))) return undefined;
    const bounds = this.#literals.filter(({ atom }) => quantified.has(atom.asks.about));
    const ofAll = bounds.filter(({ atom, positive }) => (atom.asks.about === "every") === positive);
    const ofOne = bounds.filter((literal) => !ofAll.includes(literal));
    const shared = ofAll.flatMap(boundOf);
    const values = [...ofOne.map(boundOf), [notEmpty]].map((own) => this.#find([...shared, ...own]));
    if (values.includes(undefined)) return undefined;
    return { value: [...new Set(withoutSpare(values as readonly string[]))] };
  }

  #find(bounds: readonly Bound[]): string | undefined {
    const inside = bounds.filter((bound) => bound.inside).map(({ set }) => set);
    const outside = bounds.filter((bound) => !bound.inside).map(({ set }) => set);
    const answer = findValue({ inside, outside, hints: this.#scope.hints }, this.#scope);
    if (answer.kind === "found") return answer.text;
    if (answer.kind === "unsettled") this.unsettled = true;
    else {
      for (const { literal, set } of bounds) if (literal && answer.blamed.has(set)) this.blamed.add(literal);
    }
    return undefined;
  }

  #refuses(refuses: (literal: KeyLiteral) => boolean): boolean {
    const known = [...this.blamed].some(refuses);
    const refusing = known ? undefined : this.#literals.find(refuses);
    if (refusing !== undefined) this.blamed.add(refusing);
    return known || refusing !== undefined;
  }
}

const notEmpty: Bound = { literal: undefined, set: emptyString, inside: false };

/** The last value only keeps the list from being empty or null; it is spare when another one does. */
const withoutSpare = (values: readonly string[]): readonly string[] =>
  values.slice(0, -1).some((value) => value !== "") ? values.slice(0, -1) : values;

function boundOf(literal: KeyLiteral): readonly Bound[] {
  const { asks } = literal.atom;
  if (!("set" in asks)) return [];
  const negated = "negated" in asks && asks.negated;
  return [{ literal, set: asks.set, inside: literal.positive !== negated }];
}
