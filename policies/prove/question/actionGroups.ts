import type { ActionReference } from "../../reference/serviceReference.js";
import { type ActionSignature, actionSignature } from "./actionSignature.js";
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

/** The groups of actions that some atoms answer alike to, each made when an action of it is first asked about. */
export class ActionGroups {
  readonly #signature: ActionSignature;
  readonly #newGroup: () => ActionGroup;
  readonly #groups = new Map<string, ActionGroup>();
  readonly #ofActions = new Map<ActionReference, ActionGroup>();

  constructor(reference: TypedReference, distinction: Distinction) {
    this.#signature = actionSignature(distinction.actionAtoms);
    this.#newGroup = () => new ActionGroup(reference, distinction);
  }

  of(action: ActionReference): ActionGroup {
    const known = this.#ofActions.get(action) ?? this.#signed(this.#signature.of(action.name.toLowerCase()));
    this.#ofActions.set(action, known);
    return known;
  }

  /** The group of every action of a service, in lower case, where no atom is about one of them; undefined elsewhere. */
  ofService(service: string): ActionGroup | undefined {
    const signature = this.#signature.ofService(service);
    return signature === undefined ? undefined : this.#signed(signature);
  }

  #signed(signature: string): ActionGroup {
    const group = this.#groups.get(signature) ?? this.#newGroup();
    this.#groups.set(signature, group);
    return group;
  }
}
