import type { ActionReference } from "../../reference/serviceReference.js";
import type { Atom } from "../question/atom.js";
import type { RequestKind, ResourceKind } from "../question/requestKind.js";
import type { TypedReference } from "../question/typedReference.js";
import { principalPartition, requestRegion } from "../question/typedUniverse.js";
import { coversPattern, patternsDisjoint, type TextSet } from "../sets/textSet.js";

/**
 * What the typed universe holds of an action, as some atoms see it: equal for two actions whose requests of
 * that universe the atoms do not distinguish. Each kind of resource counts by the resource atoms that hold on
 * all of it or on none of it (by its own pattern where that is not known) and by the keys it may carry.
 */
export class ActionViews {
  readonly #reaches = new Map<string, string>();
  readonly #reference: TypedReference | undefined;
  readonly #partition: string | undefined;

  /** @param principal who asks; resources are in its partition */
  constructor(reference: TypedReference | undefined, principal: string) {
    this.#reference = reference;
    this.#partition = principalPartition(principal);
  }

  /** The kinds of resource of an action. */
  kindsOf(action: ActionReference): readonly RequestKind[] {
    return this.#reference?.kindsOf(action, this.#partition) ?? [];
  }

  /** A function from actions to their views. */
  of(atoms: readonly Atom[]): (action: ActionReference) => string {
    const sets = new Map(
      atoms.flatMap((atom) => (atom.dimension === "resource" ? [[atom.key, atom.set]] : [])),
    );
    const names = [...new Set(atoms.flatMap((atom) => (atom.dimension === "key" ? atom.name : [])))].sort();
    const isRegional = names.includes("aws:requestedregion");
    const supported = this.supporting(names);
    return (action) => {
      const region = isRegional ? requestRegion(action.name.toLowerCase(), this.#partition) : undefined;
      const views = this.kindsOf(action).map((kind) => {
        const reaches = [...sets].map(([key, set]) => this.#reach(key, set, kind.resource)).join("");
        return `${reaches} ${supported(kind).join()}`;
      });
      return [region ?? "", ...[...new Set(views)].sort()].join("\n");
    };
  }

  /** A function from kinds of request to those of some keys, in lower case, that the requests may carry. */
  supporting(names: readonly string[]): (kind: RequestKind) => readonly string[] {
    return this.#reference?.supporting(names) ?? (() => names);
  }

  #reach(key: string, set: TextSet, resource: ResourceKind): string {
    if (set.everything) return "1";
    const name = `${resource.template}\n${key}`;
    let known = this.#reaches.get(name);
    if (known === undefined) {
      const { template, pattern } = resource;
      const isOutside = set.patterns.every((one) => patternsDisjoint(one, pattern));
      known = coversPattern(set, pattern) ? "1" : isOutside ? "0" : `?${template} `;
      this.#reaches.set(name, known);
    }
    return known;
  }
}
