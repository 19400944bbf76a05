import { authorize } from "../evaluate/authorize.js";
import { type CompiledPolicySet, compile } from "../evaluate/compile.js";
import { compileAction } from "../evaluate/compileAction.js";
import type { PolicySet } from "../language/policySet.js";
import type { Request } from "../language/request.js";
import { actionIn, encodePolicySet, type Requester } from "./encodePolicySet.js";
import { leaveOpen } from "./encodeStatement.js";
import { allOf, anyOf, type Formula, not } from "./formula.js";
import type { Resolve } from "./pattern.js";
import { knowingAction, restrict } from "./restrict.js";

/** A set of requests, built from what policy sets allow. */
export type Access =
  | { readonly kind: "of"; readonly policies: PolicySet }
  /** every request whose action one of the patterns matches and none of the exceptions */
  | { readonly kind: "actions"; readonly patterns: readonly string[]; readonly except: readonly string[] }
  | { readonly kind: "both" | "either"; readonly parts: readonly Access[] }
  | { readonly kind: "not"; readonly part: Access };

/** What the left side allows and the right side does not. */
export const difference = (left: Access, right: Access): Access => ({
  kind: "both",
  parts: [left, { kind: "not", part: right }],
});

const compiled = new WeakMap<PolicySet, CompiledPolicySet>();

const compileOnce = (policies: PolicySet): CompiledPolicySet => {
  const known = compiled.get(policies);
  if (known !== undefined) return known;
  const fresh = compile(policies);
  compiled.set(policies, fresh);
  return fresh;
};

/** Whether a request is in the set, by the evaluator. */
export const includes = (access: Access, request: Request): boolean => {
  switch (access.kind) {
    case "of":
      return authorize(compileOnce(access.policies), request) === "allowed";
    case "actions":
      return matchesAction(access.patterns, request) && !matchesAction(access.except, request);
    case "both":
      return access.parts.every((part) => includes(part, request));
    case "either":
      return access.parts.some((part) => includes(part, request));
    case "not":
      return !includes(access.part, request);
  }
};

const matchesAction = (patterns: readonly string[], { action }: Request): boolean =>
  compileAction({ negated: false, patterns })(action.toLowerCase());

/** What a request must be like to be in the set. */
export const encodeAccess = (access: Access, requester: Requester, resolve: Resolve): Formula => {
  switch (access.kind) {
    case "of":
      return encodePolicySet(access.policies, requester, resolve);
    case "actions":
      return allOf([actionIn(access.patterns), not(actionIn(access.except))]);
    case "both":
      return encodeBoth(access, requester, resolve);
    case "either":
      return anyOf(access.parts.map((part) => encodeAccess(part, requester, resolve)));
    case "not":
      return not(encodeAccess(access.part, requester, resolve));
  }
};

const encodedBoth = new WeakMap<Access, { readonly requester: string; readonly formula: Formula }>();

/** Where the parts have only one action in common, the others are cut down to what they say of it; kept. */
const encodeBoth = (
  access: Access & { readonly parts: readonly Access[] },
  requester: Requester,
  resolve: Resolve,
): Formula => {
  const who = `${requester.principal} ${requester.resourceAccount}`;
  const known = encodedBoth.get(access);
  if (resolve === leaveOpen && known?.requester === who) return known.formula;
  const all = allOf(access.parts.map((part) => encodeAccess(part, requester, resolve)));
  const action = onlyAction(access.parts);
  const formula =
    action === undefined ? all : allOf([actionIn([action]), restrict(all, knowingAction(action))]);
  if (resolve === leaveOpen) encodedBoth.set(access, { requester: who, formula });
  return formula;
};

/** The one action, in lower case, that all requests of some parts in common have. */
const onlyAction = (parts: readonly Access[]): string | undefined => {
  for (const part of parts) {
    if (part.kind !== "actions" || part.patterns.length !== 1 || part.except.length > 0) continue;
    if (!/[*?]/.test(part.patterns[0]!)) return part.patterns[0]!.toLowerCase();
  }
  return undefined;
};

/** The policy sets that take part. */
export const policySetsOf = (access: Access): readonly PolicySet[] => {
  if (access.kind === "of") return [access.policies];
  if (access.kind === "actions") return [];
  return access.kind === "not" ? policySetsOf(access.part) : access.parts.flatMap(policySetsOf);
};
