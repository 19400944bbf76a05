import { compileAction } from "../../evaluate/compileAction.js";
import type { Access } from "../question/access.js";
import { actionScope } from "../question/actionScope.js";

/** The actions that questions are about. */
export interface ScopeOfActions {
  readonly includes: (action: string) => boolean;
  /** prefixes in lower case; undefined for all */
  readonly services?: readonly string[];
}

/** The actions of the requests in a set, to the extent that the set limits them; all without a set. */
export function scopeOfActions(space: Access | undefined): ScopeOfActions {
  const patterns = space && actionScope(space);
  if (patterns === undefined) return { includes: () => true };
  const matches = compileAction({ negated: false, patterns });
  const services = [...new Set(patterns.map((pattern) => pattern.split(":", 1)[0]!.toLowerCase()))];
  return {
    includes: (action) => matches(action.toLowerCase()),
    ...(!services.some((service) => /[*?]/.test(service)) && { services }),
  };
}
