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
    case "both":
      return access.parts.map(actionScope).find((scope) => scope !== undefined);
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
