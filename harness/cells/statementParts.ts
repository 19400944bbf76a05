import { authorize } from "../../policies/evaluate/authorize.js";
import { type CompiledPolicySet, compileSharing } from "../../policies/evaluate/compile.js";
import type { CompileStatement } from "../../policies/evaluate/compileLayer.js";
import type { PatternElement, PolicyVersion, Statement } from "../../policies/language/policyDocument.js";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { baseContext, type StatementContext, valuesOfVariables } from "./baseContext.js";
import type { StatementPart } from "./cell.js";
import { replacePolicy } from "./replacePolicy.js";
import type { VariableValues } from "./variableValues.js";

/** Where a statement is. */
export interface StatementPlace {
  readonly policies: PolicySet;
  readonly policy: Policy;
  /** prepares statements; all places of the policies share it */
  readonly compileOne: CompileStatement;
}

/** One statement of a policy set, its parts prepared one by one. */
export class StatementParts {
  readonly policy: Policy;
  readonly statement: Statement;
  readonly version: PolicyVersion;
  readonly matchesAction: (folded: string) => boolean;
  readonly matchesResource: (request: Request) => boolean;
  readonly conditions: readonly ((request: Request) => boolean)[];
  readonly #set: PolicySet;
  readonly #compileOne: CompileStatement;
  #without: CompiledPolicySet | undefined;
  #widest: CompiledPolicySet | undefined;
  #variables: VariableValues | undefined;
  #base: StatementContext | undefined;

  constructor(place: StatementPlace, statement: Statement) {
    const { policies, policy, compileOne } = place;
    const { matchesAction, matchesResource, conditions } = compileOne(statement, policy, false);
    this.#set = policies;
    this.#compileOne = compileOne;
    this.policy = policy;
    this.statement = statement;
    this.version = policy.document.version;
    this.matchesAction = matchesAction;
    this.matchesResource = matchesResource;
    this.conditions = conditions;
  }

  /** What its policy variables are filled with. */
  get variables(): VariableValues {
    this.#variables ??= valuesOfVariables(this);
    return this.#variables;
  }

  /** The plainest context in which all its conditions hold. */
  get base(): StatementContext {
    this.#base ??= baseContext(this, this.variables);
    return this.#base;
  }

  /** The parts that do not match, at most two. */
  failing(request: Request): readonly StatementPart[] {
    const failing: StatementPart[] = [];
    if (!this.matchesAction(request.action.toLowerCase())) failing.push("action");
    if (!this.matchesResource(request)) failing.push("resource");
    for (let at = 0; at < this.conditions.length && failing.length < 2; at += 1) {
      if (!this.conditions[at]!(request)) failing.push(at);
    }
    return failing;
  }

  /**
   * Whether this statement alone decides: `yes` where the request is allowed with it and denied without it, or the
   * other way round, if all its parts matched; `barely` where only the kind of denial differs.
   */
  decides(request: Request): "yes" | "barely" | "no" {
    this.#without ??= this.#compiled([]);
    this.#widest ??= this.#compiled([widest(this.statement)]);
    const [one, other] = [authorize(this.#without, request), authorize(this.#widest, request)];
    if (one === other) return "no";
    return one === "allowed" || other === "allowed" ? "yes" : "barely";
  }

  /** The policies with others in place of the statement. */
  #compiled(own: readonly Statement[]): CompiledPolicySet {
    const { document } = this.policy;
    const statements = document.statements.flatMap((one) => (one === this.statement ? own : [one]));
    const other = { ...this.policy, document: { ...document, statements } };
    return compileSharing(replacePolicy(this.#set, this.policy, other), { statement: this.#compileOne });
  }
}

const all: PatternElement = { negated: false, patterns: ["*"] };

const widest = ({ resource, ...statement }: Statement): Statement => ({
  ...statement,
  action: all,
  ...(resource && { resource: all }),
  conditions: [],
});
