import { fillVariables } from "../../generators/near/fillVariables.js";
import { patternShape } from "../../generators/near/patternShape.js";
import { resourcePool } from "../../generators/near/resourcePool.js";
import { type Gap, readable, type Shape } from "../../generators/near/shape.js";
import type { Statement } from "../../policies/language/policyDocument.js";
import type { Request } from "../../policies/language/request.js";
import { exampleAccount } from "../../policies/reference/exampleAccount.js";
import type { ActionReference, ServiceReference } from "../../policies/reference/serviceReference.js";
import { baseContext, type StatementContext } from "./baseContext.js";
import { inContexts } from "./inContexts.js";
import type { StatementParts } from "./statementParts.js";
import { fillStatement } from "./variableValues.js";

export interface StatementRequestsOptions {
  readonly reference: ServiceReference;
  readonly principal: string;
  /** the account that owns the resources */
  readonly resourceAccount: string;
  /** the other statements of the policies, for keys that they ask for */
  readonly others: readonly StatementParts[];
  /** a value for one policy variable; @defaultValue all as the statement's conditions allow */
  readonly variable?: { readonly key: string; readonly value: string };
}

/** Requests near one statement, put together from an action, a resource and a context. */
export class StatementRequests {
  readonly parts: StatementParts;
  /** the statement with a value for each policy variable that its example does not fit */
  readonly statement: Statement;
  readonly base: StatementContext;
  readonly #options: StatementRequestsOptions;
  readonly #resources = new Map<string, readonly Shape[]>();
  readonly #unlisted = new Map<string, readonly string[]>();
  #named: readonly string[] | undefined;
  #latest: { readonly action: string; readonly others: readonly StatementParts[] } | undefined;

  constructor(parts: StatementParts, options: StatementRequestsOptions) {
    this.parts = parts;
    this.#options = options;
    const { variable } = options;
    const variables = variable
      ? new Map([...parts.variables, [variable.key.toLowerCase(), variable.value]])
      : parts.variables;
    this.statement = fillStatement(parts.statement, parts.version, variables);
    this.base = variable ? baseContext(parts, variables) : parts.base;
  }

  /** Requests near the same statement, with another value for one of its policy variables. */
  withVariable(key: string, value: string): StatementRequests {
    return new StatementRequests(this.parts, { ...this.#options, variable: { key, value } });
  }

  get reference(): ServiceReference {
    return this.#options.reference;
  }

  /** Whether the patterns of `Action` or `NotAction` match an action. */
  isListed(action: string): boolean {
    return this.parts.matchesAction(action.toLowerCase()) !== this.parts.statement.action.negated;
  }

  /** The real actions of a service that the patterns do not match; none of a service with wildcards. */
  unlisted(service: string): readonly string[] {
    const known = this.#unlisted.get(service);
    if (known !== undefined) return known;
    const made = this.reference.actionsOf(service).flatMap(({ name }) => (this.isListed(name) ? [] : [name]));
    this.#unlisted.set(service, made);
    return made;
  }

  /** The services of the patterns, in lower case, without those with wildcards. */
  servicesNamed(): readonly string[] {
    const services = this.parts.statement.action.patterns.map((pattern) => pattern.split(":", 1)[0]!);
    return [...new Set(services.map((one) => one.toLowerCase()))].filter((one) => !/[*?]/.test(one));
  }

  /** Real actions that other statements name. */
  actionsNamed(): readonly string[] {
    this.#named ??= [
      ...new Set(
        this.#options.others
          .flatMap(({ statement }) => statement.action.patterns)
          .flatMap((pattern) => this.reference.action(pattern)?.name ?? []),
      ),
    ];
    return this.#named;
  }

  /** The statement matches all of these but for what is given; other statements' keys come in where they are needed. */
  *of(action: string, resources: Iterable<string>, context: StatementContext = this.base): Iterable<Request> {
    const { principal, resourceAccount } = this.#options;
    for (const resource of resources) {
      yield* inContexts({ principal, action, resource, resourceAccount, context }, this.#concerned(action));
    }
  }

  /** Plain resources of an action that the statement is about. */
  plain(action: string): readonly string[] {
    const { resource } = this.statement;
    if (resource === undefined || resource.negated) return this.anyResource(action);
    return resource.patterns.flatMap((pattern) => this.matching(action, pattern));
  }

  /** Plain resources of an action that match a pattern. */
  matching(action: string, pattern: string): readonly string[] {
    const found = this.#shapes(action, pattern).map(readable);
    return pattern === "*" && !found.includes("*") ? [...found, "*"] : found;
  }

  /** The same with all wildcards filled otherwise, but for the partition. */
  otherwise(action: string, pattern: string): readonly string[] {
    return this.#shapes(action, pattern).map((shape) => readable(shape.map(filledOtherwise)));
  }

  /** The same for all patterns of the statement. */
  filled(action: string): readonly string[] {
    const { resource } = this.statement;
    if (resource === undefined || resource.negated) return this.otherwise(action, "*");
    return resource.patterns.flatMap((pattern) => this.otherwise(action, pattern));
  }

  /** Resources that other statements except from what they deny, with `NotResource`. */
  excepted(action: string): readonly string[] {
    return this.#concerned(action)
      .filter(({ statement }) => statement.effect === "Deny" && statement.resource?.negated === true)
      .flatMap(({ statement }) => statement.resource!.patterns)
      .flatMap((pattern) => this.matching(action, pattern));
  }

  /** Plain resources of each type of an action. */
  anyResource(action: string): readonly string[] {
    return this.matching(action, "*");
  }

  /** The other statements that match an action. */
  #concerned(action: string): readonly StatementParts[] {
    if (this.#latest?.action !== action) {
      const folded = action.toLowerCase();
      const others = this.#options.others.filter(({ matchesAction }) => matchesAction(folded));
      this.#latest = { action, others };
    }
    return this.#latest.others;
  }

  /** Two real actions of the statement's wildcards for each list of types of resources that some act on. */
  actionsOfEachType(): readonly string[] {
    const { negated, patterns } = this.parts.statement.action;
    const wild = patterns.filter((pattern) => /[*?]/.test(pattern));
    if (!negated && wild.length === 0) return [];
    const named = wild.map((pattern) => pattern.split(":", 1)[0]!.toLowerCase());
    const isAny = negated || named.some((service) => /[*?]/.test(service));
    const services = isAny ? this.#servicesOfResources() : new Set(named);
    const byTypes = new Map<string, string[]>();
    for (const action of [...services].flatMap((service) => this.reference.actionsOf(service))) {
      if (!this.parts.matchesAction(action.name.toLowerCase())) continue;
      const key = typesKey(action);
      const actions = byTypes.get(key) ?? [];
      if (actions.length < 2) byTypes.set(key, [...actions, action.name]);
    }
    return [...byTypes.values()].flat();
  }

  /** The services in the ARNs of the statement. */
  #servicesOfResources(): ReadonlySet<string> {
    const patterns = this.parts.statement.resource?.patterns ?? [];
    return new Set(patterns.map((pattern) => pattern.split(":", 3)[2] ?? ""));
  }

  #shapes(name: string, pattern: string): readonly Shape[] {
    const action = this.reference.action(name);
    const key = `${action === undefined ? name : typesKey(action)} ${pattern}`;
    const known = this.#resources.get(key);
    if (known !== undefined) return known;
    const { version } = this.parts;
    const { inside } = resourcePool(
      { negated: false, patterns: [pattern] },
      { action, name, version, universe: "typed" },
    );
    // what is common to pattern and type may take a separator for a part of a name
    const isPlain = pattern !== "*" && (action === undefined || inside.length > 0);
    const plain = isPlain ? [patternShape(fillVariables(pattern, version).pattern)] : [];
    const shapes = [...inside, ...plain];
    const own = shapes.map((shape) => shape.map((piece) => inAccount(piece, this.#options.resourceAccount)));
    this.#resources.set(key, own);
    return own;
  }
}

/** Actions of the same types of resources have the same resources. */
const typesKey = ({ resourceTypes }: ActionReference): string =>
  resourceTypes
    .map(({ arnTemplates, required }) => `${required ? "!" : ""}${arnTemplates.join(" ")}`)
    .join(" ");

const filledOtherwise = (piece: string | Gap): string | Gap => {
  if (typeof piece === "string" || piece.others.includes("aws-cn")) return piece;
  return { ...piece, example: piece.others.find((other) => other !== "") ?? piece.example };
};

/** The account of a plain resource is that of the principal. */
const inAccount = (piece: string | Gap, account: string): string | Gap =>
  typeof piece !== "string" && piece.example === exampleAccount ? { ...piece, example: account } : piece;
