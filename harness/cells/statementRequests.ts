import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import type { Statement } from "../../policies/language/policyDocument.js";
import type { Request } from "../../policies/language/request.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { baseContext, type StatementContext } from "./baseContext.js";
import { inContexts } from "./inContexts.js";
import { StatementActions } from "./statementActions.js";
import type { StatementParts } from "./statementParts.js";
import { type MadeResources, StatementResources } from "./statementResources.js";
import { fillStatement } from "./variableValues.js";

export interface StatementRequestsOptions {
  readonly reference: ServiceReference;
  readonly principal: string;
  /** the account that owns the resources */
  readonly resourceAccount: string;
  /** what is made of patterns of resources, for all statements */
  readonly made: MadeResources;
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
  readonly actions: StatementActions;
  readonly resources: StatementResources;
  readonly #options: StatementRequestsOptions;
  #latest: { readonly action: string; readonly others: readonly StatementParts[] } | undefined;

  constructor(parts: StatementParts, options: StatementRequestsOptions) {
    const { variable, reference, others, resourceAccount, made } = options;
    const { version } = parts;
    const variables = variable
      ? new Map([...parts.variables, [variable.key.toLowerCase(), variable.value]])
      : parts.variables;
    this.parts = parts;
    this.#options = options;
    this.statement = fillStatement(parts.statement, version, variables);
    this.base = variable ? baseContext(parts, variables) : parts.base;
    this.actions = new StatementActions(parts, reference, others);
    this.resources = new StatementResources(this.statement.resource, {
      reference,
      version,
      resourceAccount,
      made,
    });
  }

  /** Requests near the same statement, with another value for one of its policy variables. */
  withVariable(key: string, value: string): StatementRequests {
    return new StatementRequests(this.parts, { ...this.#options, variable: { key, value } });
  }

  get reference(): ServiceReference {
    return this.#options.reference;
  }

  /** The statement matches all of these but for what is given; other statements' keys come in where they are needed. */
  *of(action: string, resources: Iterable<string>, context: StatementContext = this.base): Iterable<Request> {
    const { principal, resourceAccount } = this.#options;
    const { effect } = this.statement;
    for (const resource of resources) {
      const request = { principal, action, resource, resourceAccount, context };
      yield* inContexts(request, effect, this.#concerned(action));
    }
  }

  /**
   * Resources that other statements leave to this one: those that they except from what they deny, with `NotResource`;
   * near a Deny also those that they allow.
   *
   * @param pattern which of them; @defaultValue all
   */
  ofOthers(action: string, pattern = "*"): readonly string[] {
    const isWanted: Readonly<Record<Statement["effect"], boolean>> = {
      Allow: this.statement.effect === "Deny",
      Deny: true,
    };
    const glob = compileGlob(pattern);
    return this.#concerned(action)
      .filter(
        ({ statement: { effect, resource } }) =>
          isWanted[effect] && resource?.negated === (effect === "Deny"),
      )
      .flatMap(({ statement }) => statement.resource!.patterns)
      .filter((one) => one !== "*")
      .slice(0, mostOfOthers)
      .flatMap((one) => this.resources.matching(action, one))
      .filter((one) => matchGlob(glob, one));
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
}

/** Patterns of other statements that are tried. */
const mostOfOthers = 24;
