import type { ActionReference } from "../../reference/serviceReference.js";
import { actionSignature } from "./actionSignature.js";
import type { TextAtom } from "./atom.js";
import type { ResourceKind } from "./requestKinds.js";
import type { TypedReference } from "./typedReference.js";
import { requestRegion } from "./typedUniverse.js";

/** Requests that some atoms distinguish only by resource and values. */
export interface RequestClass {
  /** the first action that has them */
  readonly action: string;
  /** that of the action in the reference */
  readonly place: number;
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
  readonly #members: { readonly action: ActionReference; readonly place: number }[] = [];
  #classes: readonly RequestClass[] | undefined;

  add(action: ActionReference, place: number): void {
    this.#members.push({ action, place });
  }

  /** One of the actions, in lower case. */
  get action(): string {
    return this.#members[0]!.action.name.toLowerCase();
  }

  /** The classes of the requests for these actions, made when first asked for. */
  classes(reference: TypedReference, { names, partition }: Distinction): readonly RequestClass[] {
    this.#classes ??= this.#classesOf(reference, names, partition);
    return this.#classes;
  }

  #classesOf(
    reference: TypedReference,
    names: readonly string[],
    partition: string | undefined,
  ): readonly RequestClass[] {
    const supportedBy = reference.supporting(names);
    const isRegional = names.includes("aws:requestedregion");
    const classes = new Map<string, RequestClass>();
    for (const { action, place } of this.#members) {
      const region = isRegional ? requestRegion(action.name.toLowerCase(), partition) : undefined;
      for (const kind of reference.kindsOf(action, partition)) {
        const supported = supportedBy(kind);
        const key = `${kind.resource.template} ${region} ${supported.join()}`;
        if (classes.has(key)) continue;
        const { resource } = kind;
        classes.set(key, { action: action.name, place, resource, supported: new Set(supported), region });
      }
    }
    return [...classes.values()];
  }
}

/** Partitions actions by the answers of the atoms about actions. Linear in the actions. */
export function actionGroups(
  actions: readonly ActionReference[],
  atoms: readonly TextAtom[],
): readonly ActionGroup[] {
  const signature = actionSignature(atoms);
  const groups = new Map<string, ActionGroup>();
  for (const [place, action] of actions.entries()) {
    const signed = signature(action.name.toLowerCase());
    const group = groups.get(signed) ?? new ActionGroup();
    groups.set(signed, group);
    group.add(action, place);
  }
  return [...groups.values()];
}
