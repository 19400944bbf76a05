import type { PolicyVersion, Statement } from "../language/policyDocument.js";
import type { Policy } from "../language/policySet.js";
import type { DecidingStatement, Request } from "../language/request.js";
import type { Caller } from "./caller.js";
import { compileAction } from "./compileAction.js";
import { type Check, compileCondition } from "./compileCondition.js";
import { compilePrincipal, type Grant, grants } from "./compilePrincipal.js";
import { compileResource } from "./compileResource.js";
import { memoize } from "./memoize.js";

/** One statement with its elements prepared. */
export interface CompiledStatement {
  readonly source: string;
  readonly statement: Statement;
  /** wants the action in lower case */
  readonly matchesAction: (folded: string) => boolean;
  readonly matchesResource: Check;
  readonly principal: (caller: Caller) => Grant;
  readonly conditions: readonly Check[];
}

/** The statements of one layer that an action concerns, apart by effect. */
export interface Candidates {
  readonly deny: readonly CompiledStatement[];
  readonly allow: readonly CompiledStatement[];
}

/** Policies that are read together: one statement that allows is enough, one that denies ends it. */
export interface Layer {
  readonly statements: readonly CompiledStatement[];
  readonly candidates: (action: string) => Candidates;
}

/**
 * Compiles policies into a layer that remembers, for each action seen, the statements that concern it.
 *
 * `bounded` says that a permissions boundary is set on the principal: `Deny` with `NotPrincipal` then denies
 * also those it lists.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function compileLayer(
  policies: readonly Policy[],
  bounded = false,
  compileOne: CompileStatement = compileStatement,
): Layer {
  const statements = policies.flatMap((policy) =>
    policy.document.statements.map((statement) => compileOne(statement, policy, bounded)),
  );
  return { statements, candidates: memoize((action) => select(statements, action.toLowerCase())) };
}

/** Prepares a statement of a policy; see {@link compileLayer}. */
export type CompileStatement = (statement: Statement, policy: Policy, bounded: boolean) => CompiledStatement;

const compileStatement: CompileStatement = (statement, { source, document: { version } }, bounded) => {
  const deniesAll = bounded && statement.effect === "Deny" && statement.principal?.negated === true;
  return {
    source,
    statement,
    matchesAction: compileAction(statement.action),
    matchesResource: compileResource(statement.resource, version),
    principal: compilePrincipal(deniesAll ? undefined : statement.principal),
    conditions: statement.conditions.map((condition) => compileCondition(condition, version)),
  };
};

/** Prepares each statement once, also where many policies have it, as mutants of one policy have. */
export function compilingOnce(): CompileStatement {
  const made = new WeakMap<
    Statement,
    { version: PolicyVersion; bounded: boolean; compiled: CompiledStatement }
  >();
  return (statement, policy, bounded) => {
    const { version } = policy.document;
    const last = made.get(statement);
    if (last?.version === version && last.bounded === bounded && last.compiled.source === policy.source)
      return last.compiled;
    const compiled = compileStatement(statement, policy, bounded);
    made.set(statement, { version, bounded, compiled });
    return compiled;
  };
}

function select(statements: readonly CompiledStatement[], folded: string): Candidates {
  const concerned = statements.filter(({ matchesAction }) => matchesAction(folded));
  return {
    deny: concerned.filter(({ statement }) => statement.effect === "Deny"),
    allow: concerned.filter(({ statement }) => statement.effect === "Allow"),
  };
}

/** The statement as results name it. */
export const identify = ({ source, statement }: CompiledStatement): DecidingStatement => ({
  source,
  pointer: statement.pointer,
  sid: statement.sid ?? null,
});

/** Whether resource and conditions of a statement match; action and principal are checked elsewhere. */
export function applies(compiled: CompiledStatement, request: Request): boolean {
  if (!compiled.matchesResource(request)) return false;
  for (const holds of compiled.conditions) if (!holds(request)) return false;
  return true;
}

/** What a layer's policies say to a request: a denial, or the strongest grant. */
export function consult(layer: Layer, request: Request, caller: Caller): Grant | typeof denied {
  const { deny, allow } = layer.candidates(request.action);
  for (const compiled of deny) {
    if (compiled.principal(caller) !== grants.none && applies(compiled, request)) return denied;
  }
  let strongest: Grant = grants.none;
  for (const compiled of allow) {
    const grant = compiled.principal(caller);
    if (grant > strongest && applies(compiled, request)) {
      strongest = grant;
      if (strongest === grants.direct) break;
    }
  }
  return strongest;
}

/** A statement denies, which overrides every allow. */
export const denied = -1;
