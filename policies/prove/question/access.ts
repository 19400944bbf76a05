import { authorize } from "../../evaluate/authorize.js";
import { type CompiledPolicySet, compile } from "../../evaluate/compile.js";
import { compileAction } from "../../evaluate/compileAction.js";
import { compileCondition } from "../../evaluate/compileCondition.js";
import { compileResource } from "../../evaluate/compileResource.js";
import type { Condition, PatternElement } from "../../language/policyDocument.js";
import type { PolicySet } from "../../language/policySet.js";
import type { Request } from "../../language/request.js";
import { type OtherAction, withAction } from "./otherAction.js";
import { askedBy, type OtherCaller } from "./otherCaller.js";

/** A set of requests, built from what policy sets allow. */
export type Access =
  | { readonly kind: "of"; readonly policies: PolicySet }
  /** every request whose action one of the patterns matches and none of the exceptions */
  | { readonly kind: "actions"; readonly patterns: readonly string[]; readonly except: readonly string[] }
  /** every request that the elements of a statement match, by any caller, regardless of its principals */
  | { readonly kind: "matching"; readonly statement: MatchedStatement }
  /** every request that would be in the part if another caller had made it */
  | ({ readonly kind: "as"; readonly part: Access } & OtherCaller)
  /** every request that would be in the part if it had asked for another action on the same resource */
  | ({ readonly kind: "asking"; readonly part: Access } & OtherAction)
  | { readonly kind: "both" | "either"; readonly parts: readonly Access[] }
  | { readonly kind: "not"; readonly part: Access };

/** Elements of a statement, as a policy of version 2012-10-17 has them; an absent one matches every request. */
export interface MatchedStatement {
  readonly action?: PatternElement;
  readonly resource?: PatternElement;
  readonly conditions?: readonly Condition[];
}

/**
 * What the left side allows and the right side does not.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { difference, forActions } from "planproof/properties";
 *
 * assert.equal(difference(forActions(["s3:*"]), forActions(["s3:Get*"])).kind, "both");
 * ```
 */
export const difference = (left: Access, right: Access): Access => ({
  kind: "both",
  parts: [left, { kind: "not", part: right }],
});

/**
 * Prepares the question whether a request is in a set, by the evaluator.
 *
 * @param compileSet @defaultValue compiles each policy set anew
 */
export function compileAccess(access: Access, compileSet: CompileSet = compile): Contains {
  switch (access.kind) {
    case "of": {
      const compiled = compileSet(access.policies);
      return (request) => authorize(compiled, request) === "allowed";
    }
    case "actions": {
      const [inside, outside] = [access.patterns, access.except].map((patterns) =>
        compileAction({ negated: false, patterns }),
      );
      return ({ action }) => inside!(action.toLowerCase()) && !outside!(action.toLowerCase());
    }
    case "matching": {
      const { action, resource, conditions } = matchedElements(access.statement);
      const isAction = compileAction(action);
      const checks = [
        compileResource(resource, matchedVersion),
        ...conditions.map((condition) => compileCondition(condition, matchedVersion)),
      ];
      return (request) => isAction(request.action.toLowerCase()) && checks.every((check) => check(request));
    }
    case "as": {
      const contains = compileAccess(access.part, compileSet);
      return (request) => contains(askedBy(request, access));
    }
    case "asking": {
      const contains = compileAccess(access.part, compileSet);
      return (request) => contains(withAction(request, access));
    }
    case "both":
    case "either": {
      const parts = access.parts.map((part) => compileAccess(part, compileSet));
      return access.kind === "both"
        ? (request) => parts.every((contains) => contains(request))
        : (request) => parts.some((contains) => contains(request));
    }
    case "not": {
      const contains = compileAccess(access.part, compileSet);
      return (request) => !contains(request);
    }
  }
}

export type Contains = (request: Request) => boolean;
export type CompileSet = (policies: PolicySet) => CompiledPolicySet;

/** The elements of a matched statement, with those that are absent. */
export const matchedElements = ({ action = all, resource = all, conditions = [] }: MatchedStatement) => ({
  action,
  resource,
  conditions,
});

const all: PatternElement = { negated: false, patterns: ["*"] };
/** The version by which a matched statement is read. */
export const matchedVersion = "2012-10-17";

/** The policy sets that take part. */
export function policySetsIn(access: Access): readonly PolicySet[] {
  if (access.kind === "of") return [access.policies];
  if (access.kind === "actions" || access.kind === "matching") return [];
  return access.kind === "not" || access.kind === "as" || access.kind === "asking"
    ? policySetsIn(access.part)
    : access.parts.flatMap(policySetsIn);
}
