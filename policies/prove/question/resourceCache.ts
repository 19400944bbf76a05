import type { Caller } from "../../evaluate/caller.js";
import { compilePrincipal, type Grant } from "../../evaluate/compilePrincipal.js";
import { type FindHeld, findHeld } from "../../evaluate/compileResources.js";
import type { PrincipalElement } from "../../language/policyDocument.js";
import type { HeldResource, Policy } from "../../language/policySet.js";
import type { Formula } from "./formula.js";
import { type FindNaming, namingIndex } from "./namingIndex.js";

type Resources = readonly HeldResource[];

/**
 * What is made of resources, for the provers of many principals: thousands of roles meet the same thousands of
 * resources. Resources must not be changed meanwhile.
 */
export class ResourceCache {
  readonly #found = {
    bounded: new WeakMap<Resources, FindHeld>(),
    unbounded: new WeakMap<Resources, FindHeld>(),
  };
  readonly #formulas = new WeakMap<object, Formula>();
  readonly #grants = new WeakMap<PrincipalElement, (caller: Caller) => Grant>();
  readonly #answering = new WeakMap<Resources, Map<string, Resources>>();
  readonly #naming = new WeakMap<Resources, FindNaming>();
  readonly #tooLong = new WeakMap<Resources, string | undefined>();
  readonly #sizes = new WeakMap<Resources, number>();

  /** What finds the resources of a list, for the evaluator. */
  find = (resources: Resources, bounded: boolean): FindHeld =>
    kept(this.#found[bounded ? "bounded" : "unbounded"], resources, () => findHeld(resources, bounded));

  /** A formula that is the same for every caller. */
  once = (source: object, encode: () => Formula): Formula => kept(this.#formulas, source, encode);

  /** How an element names a caller; see {@link compilePrincipal}. */
  grantOf = (element: PrincipalElement, caller: Caller): Grant =>
    kept(this.#grants, element, () => compilePrincipal(element))(caller);

  /** The resources of a list whose policies may name a caller. */
  naming = (resources: Resources, caller: Caller): Resources =>
    kept(this.#naming, resources, () => namingIndex(resources))(caller);

  /** Why the policies of a list are too long for the prover; undefined where they are not. */
  tooLong = (
    resources: Resources,
    reasonOf: (policies: readonly Policy[]) => string | undefined,
  ): string | undefined =>
    kept(this.#tooLong, resources, () => reasonOf(resources.flatMap(({ policies }) => policies)));

  /** How much work the policies of a list are. */
  sizeOf = (resources: Resources, measure: (policies: readonly Policy[]) => number): number =>
    kept(this.#sizes, resources, () => measure(resources.flatMap(({ policies }) => policies)));

  /** The resources of a list that answer for some actions; the list itself where all do. */
  answering(resources: Resources, answersFor: (actions: readonly string[]) => boolean): Resources {
    const lists = new Set(resources.map(({ actions }) => actions));
    const truths = new Map([...lists].map((list) => [list, list === undefined || answersFor(list)]));
    if (![...truths.values()].includes(false)) return resources;
    const chosen = kept(this.#answering, resources, () => new Map<string, Resources>());
    const key = [...truths.values()].join();
    const known = chosen.get(key) ?? resources.filter(({ actions }) => truths.get(actions)!);
    chosen.set(key, known);
    return known;
  }
}

function kept<K extends object, V>(values: WeakMap<K, V>, key: K, make: () => V): V {
  if (!values.has(key)) values.set(key, make());
  return values.get(key)!;
}
