import type { ActionReference } from "../reference/serviceReference.js";
import type { Atom } from "./atom.js";
import type { Pattern } from "./pattern.js";
import { coversPattern, patternsDisjoint, type TextSet } from "./textSet.js";
import { isSupported, type Kind, kindsOf, patternOf } from "./typedBoxes.js";

/**
 * What the typed universe holds of an action, as some atoms see it: equal for two actions whose requests of
 * that universe the atoms do not distinguish. Each kind of resource counts by the resource atoms that hold on
 * all of it or on none of it (by its own pattern where that is not known) and by the keys it may carry.
 */
export class ActionViews {
  readonly #kinds = new Map<ActionReference, readonly Kind[]>();
  readonly #patterns = new Map<string | undefined, Pattern>();
  readonly #reaches = new Map<string, string>();

  /** The kinds of resource of an action, kept. */
  kindsOf(action: ActionReference): readonly Kind[] {
    const known = this.#kinds.get(action) ?? kindsOf(action);
    this.#kinds.set(action, known);
    return known;
  }

  /** A function from actions to their views. */
  of(atoms: readonly Atom[]): (action: ActionReference) => string {
    const sets = new Map(
      atoms.flatMap((atom) => (atom.dimension === "resource" ? [[atom.key, atom.set]] : [])),
    );
    const names = [...new Set(atoms.flatMap((atom) => (atom.dimension === "key" ? atom.name : [])))].sort();
    return (action) => {
      const folded = action.name.toLowerCase();
      const views = this.kindsOf(action).map((kind) => {
        const keys = names.map((name) => (isSupported(name, kind.keys, folded) ? 1 : 0)).join("");
        return `${[...sets].map(([key, set]) => this.#reach(key, set, kind)).join("")} ${keys}`;
      });
      return [...new Set(views)].sort().join("\n");
    };
  }

  #patternOf(kind: Kind): Pattern {
    const known = this.#patterns.get(kind.resource) ?? patternOf(kind);
    this.#patterns.set(kind.resource, known);
    return known;
  }

  #reach(key: string, set: TextSet, kind: Kind): string {
    const name = `${kind.resource}\n${key}`;
    let known = this.#reaches.get(name);
    if (known === undefined) {
      const pattern = this.#patternOf(kind);
      const isOutside = set.patterns.every((one) => patternsDisjoint(one, pattern));
      known = coversPattern(set, pattern) ? "1" : isOutside ? "0" : `?${kind.resource} `;
      this.#reaches.set(name, known);
    }
    return known;
  }
}
