import { typesKey } from "../../generators/near/typesKey.js";
import { isGlobalKey } from "../../policies/reference/isGlobalKey.js";
import { namesKey } from "../../policies/reference/namesKey.js";
import { serviceOf } from "../../policies/reference/serviceOf.js";
import type { ActionReference, ServiceReference } from "../../policies/reference/serviceReference.js";
import { isWild } from "./isWild.js";
import type { StatementParts } from "./statementParts.js";

/** The real actions inside and outside of one statement. */
export class StatementActions {
  readonly parts: StatementParts;
  readonly reference: ServiceReference;
  readonly #others: readonly StatementParts[];
  readonly #unlisted = new Map<string, readonly string[]>();
  #named: readonly string[] | undefined;

  /** @param others the other statements of the policies */
  constructor(parts: StatementParts, reference: ServiceReference, others: readonly StatementParts[]) {
    this.parts = parts;
    this.reference = reference;
    this.#others = others;
  }

  /** Whether the patterns of `Action` or `NotAction` match an action. */
  isListed(action: string): boolean {
    return this.parts.matchesAction(action.toLowerCase()) !== this.parts.statement.action.negated;
  }

  /**
   * The real actions of a service that the patterns do not match; none of a service with wildcards. Of a Deny those
   * that another statement allows, where there are any: without these it decides nothing.
   */
  unlisted(service: string): readonly string[] {
    const known = this.#unlisted.get(service);
    if (known !== undefined) return known;
    const all = this.reference.actionsOf(service).flatMap(({ name }) => (this.isListed(name) ? [] : [name]));
    const allowed = this.parts.statement.effect === "Deny" ? all.filter((one) => this.#isAllowed(one)) : [];
    const made = allowed.length > 0 ? allowed : all;
    this.#unlisted.set(service, made);
    return made;
  }

  #isAllowed(action: string): boolean {
    const folded = action.toLowerCase();
    return this.#others.some(
      ({ statement, matchesAction }) => statement.effect === "Allow" && matchesAction(folded),
    );
  }

  /** The services of the patterns, in lower case, without those with wildcards. */
  servicesNamed(): readonly string[] {
    const services = this.parts.statement.action.patterns.map(serviceOf);
    return [...new Set(services)].filter((one) => !isWild(one));
  }

  /** Real actions that other statements name. */
  namedByOthers(): readonly string[] {
    this.#named ??= [
      ...new Set(
        this.#others
          .flatMap(({ statement }) => statement.action.patterns)
          .flatMap((pattern) => this.reference.action(pattern)?.name ?? []),
      ),
    ];
    return this.#named;
  }

  /** Two real actions of the statement's wildcards for each list of types of resources that some act on. */
  ofEachType(): readonly string[] {
    const byTypes = new Map<string, string[]>();
    for (const action of this.#wild()) {
      const key = typesKey(action);
      const actions = byTypes.get(key) ?? [];
      if (actions.length < 2) byTypes.set(key, [...actions, action.name]);
    }
    return [...byTypes.values()].flat();
  }

  /** Some real actions of the statement's wildcards that carry a key that not every action does. */
  carrying(key: string): readonly string[] {
    if (isGlobalKey(key)) return [];
    const carries = ({ conditionKeys }: { readonly conditionKeys: readonly string[] }) =>
      conditionKeys.some((one) => namesKey(one.toLowerCase(), key.toLowerCase()));
    return this.#wild()
      .filter((action) => carries(action) || action.resourceTypes.some(carries))
      .slice(0, mostCarrying)
      .map(({ name }) => name);
  }

  /** The real actions of the wildcards; of `NotAction` of the services of the resources. */
  #wild(): readonly ActionReference[] {
    const { negated, patterns } = this.parts.statement.action;
    const services = patterns.filter(isWild).map(serviceOf);
    const isAny = negated || services.some(isWild);
    return [...(isAny ? this.servicesOfResources() : new Set(services))]
      .flatMap((service) => this.reference.actionsOf(service))
      .filter(({ name }) => this.parts.matchesAction(name.toLowerCase()));
  }

  /** The services in the ARNs of the statement. */
  servicesOfResources(): ReadonlySet<string> {
    const patterns = this.parts.statement.resource?.patterns ?? [];
    return new Set(patterns.map((pattern) => pattern.split(":", 3)[2] ?? ""));
  }
}

/** Actions with a key that are tried. */
const mostCarrying = 12;
