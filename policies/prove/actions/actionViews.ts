import type { ActionReference, ServiceReference } from "../../reference/serviceReference.js";
import type { Atom } from "../question/atom.js";
import { kindsOf, type RequestKind, supportsKey } from "../question/requestKinds.js";
import { principalPartition, requestRegion } from "../question/typedUniverse.js";
import type { Pattern } from "../sets/pattern.js";
import { coversPattern, patternsDisjoint, type TextSet } from "../sets/textSet.js";

/**
 * What the typed universe holds of an action, as some atoms see it: equal for two actions whose requests of
 * that universe the atoms do not distinguish. Each kind of resource counts by the resource atoms that hold on
 * all of it or on none of it (by its own pattern where that is not known) and by the keys it may carry.
 */
export class ActionViews {
  readonly #kinds = new Map<ActionReference, readonly RequestKind[]>();
  readonly #patterns = new Map<string, Pattern>();
  readonly #reaches = new Map<string, string>();
  readonly #reference: ServiceReference | undefined;
  readonly #partition: string | undefined;

  /** @param principal who asks; resources are in its partition */
  constructor(reference: ServiceReference | undefined, principal: string) {
    this.#reference = reference;
    this.#partition = principalPartition(principal);
  }

  /** The kinds of resource of an action, kept. */
  kindsOf(action: ActionReference): readonly RequestKind[] {
    const known = this.#kinds.get(action) ?? kindsOf(action, this.#partition);
    this.#kinds.set(action, known);
    return known;
  }

  /** A function from actions to their views. */
  of(atoms: readonly Atom[]): (action: ActionReference) => string {
    const sets = new Map(
      atoms.flatMap((atom) => (atom.dimension === "resource" ? [[atom.key, atom.set]] : [])),
    );
    const names = [...new Set(atoms.flatMap((atom) => (atom.dimension === "key" ? atom.name : [])))].sort();
    const isRegional = names.includes("aws:requestedregion");
    return (action) => {
      const region = isRegional ? requestRegion(action.name.toLowerCase(), this.#partition) : undefined;
      const views = this.kindsOf(action).map((kind) => {
        const keys = names.map((name) => (this.supports(kind, name) ? 1 : 0)).join("");
        return `${[...sets].map(([key, set]) => this.#reach(key, set, kind)).join("")} ${keys}`;
      });
      return [region ?? "", ...[...new Set(views)].sort()].join("\n");
    };
  }

  /** Whether requests on a kind of resource may carry a key, in lower case. */
  supports(kind: RequestKind, key: string): boolean {
    return this.#reference === undefined || supportsKey(kind, key, this.#reference);
  }

  #patternOf(kind: RequestKind): Pattern {
    const known = this.#patterns.get(kind.template) ?? kind.pattern();
    this.#patterns.set(kind.template, known);
    return known;
  }

  #reach(key: string, set: TextSet, kind: RequestKind): string {
    const name = `${kind.template}\n${key}`;
    let known = this.#reaches.get(name);
    if (known === undefined) {
      const pattern = this.#patternOf(kind);
      const isOutside = set.patterns.every((one) => patternsDisjoint(one, pattern));
      known = coversPattern(set, pattern) ? "1" : isOutside ? "0" : `?${kind.template} `;
      this.#reaches.set(name, known);
    }
    return known;
  }
}
