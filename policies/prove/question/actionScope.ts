import type { Access } from "./access.js";

/** Patterns of which the action of every request in a set matches one; undefined where a set does not limit actions. */
export function actionScope(access: Access): readonly string[] | undefined {
  switch (access.kind) {
    case "actions":
      return access.patterns;
    case "matching": {
      const { action } = access.statement;
      return action === undefined || action.negated ? undefined : action.patterns;
    }
    case "both": {
      const scopes = access.parts.map(actionScope).filter((scope) => scope !== undefined);
      return scopes.find((scope) => scope.every(namesService)) ?? scopes[0];
    }
    case "either": {
      const scopes = access.parts.map(actionScope);
      return scopes.every((scope) => scope !== undefined) ? scopes.flat() : undefined;
    }
    case "as":
      return actionScope(access.part);
    case "asking":
    case "of":
    case "not":
      return undefined;
  }
}

/** Not `*`, nor `*:Get*`: the narrower of two scopes, as a rule. */
const namesService = (pattern: string): boolean => /^[^*?:]+:/.test(pattern);
