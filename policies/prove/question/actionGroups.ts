import type { ActionReference } from "../../reference/serviceReference.js";
import { actionSignature } from "./actionSignature.js";
import type { TextAtom } from "./atom.js";
import type { RequestKind, ResourceKind } from "./requestKind.js";
import type { TypedReference } from "./typedReference.js";
import { requestRegion } from "./typedUniverse.js";

/** Requests for one action that some atoms distinguish only by resource and values. */
export interface RequestClass {
  readonly resource: ResourceKind;
  /** the keys, in lower case, that they may carry */
  readonly supported: ReadonlySet<string>;
  /** the region that AWS sends for them; undefined where it may be any, or no atom is about it */
  readonly region: string | undefined;
}

/** What requests are distinguished by, apart from resource and values. */
export interface Distinction {
  readonly actionAtoms: readonly TextAtom[];
  /** of condition keys, in lower case */
  readonly names: readonly string[];
  readonly partition: string | undefined;
}

/** Actions that the atoms about actions answer alike to. */
export class ActionGroup {
  readonly #reference: TypedReference;
  readonly #partition: string | undefined;
  readonly #isRegional: boolean;
  readonly #supportedBy: (kind: RequestKind) => readonly string[];
  readonly #seen = new Set<string>();
  readonly #classes = new Map<ActionReference, readonly RequestClass[]>();

  constructor(reference: TypedReference, { names, partition }: Distinction) {
    this.#reference = reference;
    this.#partition = partition;
    this.#isRegional = names.includes("aws:requestedregion");
    this.#supportedBy = reference.supporting(names);
  }

  /** The classes of an action that none of the actions asked for before has. */
  classesOf(action: ActionReference): readonly RequestClass[] {
    const known = this.#classes.get(action) ?? this.#newClassesOf(action);
    this.#classes.set(action, known);
    return known;
  }

  #newClassesOf(action: ActionReference): readonly RequestClass[] {
    const region = this.#isRegional ? requestRegion(action.name.toLowerCase(), this.#partition) : undefined;
    const classes: RequestClass[] = [];
    for (const kind of this.#reference.kindsOf(action, this.#partition)) {
      const supported = this.#supportedBy(kind);
      const key = `${kind.resource.template} ${region} ${supported.join()}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      classes.push({ resource: kind.resource, supported: new Set(supported), region });
    }
    return classes;
  }
}

/** The group of each action. Linear in the actions. */
export function actionGroups(
  actions: readonly ActionReference[],
  reference: TypedReference,
  distinction: Distinction,
): ReadonlyMap<ActionReference, ActionGroup> {
  const signature = actionSignature(distinction.actionAtoms);
  const groups = new Map<string, ActionGroup>();
  return new Map(
    actions.map((action) => {
      const signed = signature(action.name.toLowerCase());
      const group = groups.get(signed) ?? new ActionGroup(reference, distinction);
      groups.set(signed, group);
      return [action, group];
    }),
  );
}
