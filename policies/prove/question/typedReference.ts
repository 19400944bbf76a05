import type { PatternElement } from "../../language/policyDocument.js";
import type { HeldResource, PolicySet } from "../../language/policySet.js";
import { isGlobalKey } from "../../reference/isGlobalKey.js";
import { namesKey } from "../../reference/namesKey.js";
import type { ActionReference, ServiceReference } from "../../reference/serviceReference.js";
import { wellKnownActions } from "../../reference/wellKnownActions.js";
import { kindsOf, type RequestKind, ResourceKind } from "./requestKind.js";

/**
 * A service reference together with what the prover derives from it, each once: thousands of questions are put
 * with the same reference, and all of AWS has 22,000 actions.
 */
export class TypedReference implements ServiceReference {
  declare readonly actionsOf: ServiceReference["actionsOf"];
  declare readonly action: ServiceReference["action"];
  declare readonly services: ServiceReference["services"];
  declare readonly isMultivalued: ServiceReference["isMultivalued"];
  declare readonly knowsKey: ServiceReference["knowsKey"];
  declare readonly date: ServiceReference["date"];
  declare readonly complete: ServiceReference["complete"];
  declare readonly covers: ServiceReference["covers"];
  readonly #partitions = new Map<string | undefined, PartitionKinds>();
  readonly #unlisted = new WeakMap<object, readonly string[]>();
  readonly #others = new Map<string, readonly ActionReference[]>();
  #wellKnown: readonly ActionReference[] | undefined;
  #services: ReadonlySet<string> | undefined;
  readonly #latest = new Map<string, unknown>();

  constructor(reference: ServiceReference) {
    Object.assign(this, reference);
  }

  /** Actions that a reader knows, of the services that are loaded. */
  get wellKnown(): readonly ActionReference[] {
    this.#wellKnown ??= wellKnownActions.flatMap((name) => this.action(name) ?? []);
    return this.#wellKnown;
  }

  /** The actions of a service without the well-known ones. */
  othersOf(service: string): readonly ActionReference[] {
    return madeOnce(this.#others, service, () => {
      const wellKnown = new Set(this.wellKnown);
      return this.actionsOf(service).filter((action) => !wellKnown.has(action));
    });
  }

  /** Whether it has the actions of a service. */
  has(service: string): boolean {
    this.#services ??= new Set(this.services);
    return this.#services.has(service);
  }

  /**
   * The kinds of resource that an action is requested on.
   *
   * @param partition where the resources are; undefined for any partition
   */
  kindsOf(action: ActionReference, partition: string | undefined): readonly RequestKind[] {
    const known = this.#partitions.get(partition) ?? { kinds: new Map(), resources: new Map() };
    this.#partitions.set(partition, known);
    const { kinds, resources } = known;
    const resourceOf = (template: string) =>
      madeOnce(resources, template, () => new ResourceKind(template, partition));
    return madeOnce(kinds, action, () => kindsOf(action, resourceOf));
  }

  /** Whether not every request may carry a key, in lower case. */
  limits(name: string): boolean {
    return !isSentAtAll(name) || (!isGlobalKey(name) && this.knowsKey(name));
  }

  /** A function from kinds of request to those of some keys, in lower case, that the requests may carry. */
  supporting(names: readonly string[]): (kind: RequestKind) => readonly string[] {
    const possible = names.filter(isSentAtAll);
    const listed = possible.filter((name) => this.limits(name));
    if (listed.length === 0) return () => possible;
    const byList = new Map<readonly string[], ReadonlySet<string>>();
    const namedIn = (keys: readonly string[]) =>
      madeOnce(byList, keys, () => {
        const folded = keys.map((key) => key.toLowerCase());
        const exact = new Set(folded);
        const templates = folded.filter((key) => key.includes("${"));
        return new Set(
          listed.filter((name) => exact.has(name) || templates.some((key) => namesKey(key, name))),
        );
      });
    const limited = new Set(listed);
    return ({ keys }) =>
      possible.filter((name) => !limited.has(name) || keys.some((list) => namedIn(list).has(name)));
  }

  /** The actions and services of policies that the reference lacks, made once. */
  unlistedOf(
    policies: PolicySet | readonly HeldResource[] | PatternElement,
    make: () => readonly string[],
  ): readonly string[] {
    const known = this.#unlisted.get(policies) ?? make();
    this.#unlisted.set(policies, known);
    return known;
  }

  /** What was made for the same key, where that is not long ago: questions about the same policies follow each other. */
  latest<T>(key: string, make: () => T): T {
    const value = this.#latest.has(key) ? this.#latest.get(key) : make();
    this.#latest.delete(key);
    this.#latest.set(key, value);
    const [oldest] = this.#latest.keys();
    if (this.#latest.size > mostLatest) this.#latest.delete(oldest!);
    return value as T;
  }
}

/** A key without a prefix is not newer than the data: AWS has none, and sends none. */
const isSentAtAll = (name: string): boolean => name.includes(":");

/** A question is asked in a few ways. */
const mostLatest = 4;

interface PartitionKinds {
  readonly kinds: Map<ActionReference, readonly RequestKind[]>;
  readonly resources: Map<string, ResourceKind>;
}

/** The service reference that keeps what is derived from another one, made once for each; one that is passed is kept. */
export function typedReference(reference: ServiceReference): TypedReference {
  if (reference instanceof TypedReference) return reference;
  const known = typed.get(reference) ?? new TypedReference(reference);
  typed.set(reference, known);
  return known;
}

const typed = new WeakMap<ServiceReference, TypedReference>();

function madeOnce<K, V>(made: Map<K, V>, key: K, make: () => V): V {
  let value = made.get(key);
  if (value === undefined) {
    value = make();
    made.set(key, value);
  }
  return value;
}
