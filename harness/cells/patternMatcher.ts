import { compileAction } from "../../policies/evaluate/compileAction.js";

/** Whether an action in any case matches one pattern. */
export function patternMatcher(pattern: string): (action: string) => boolean {
  const matches = compileAction({ negated: false, patterns: [pattern] });
  return (action) => matches(action.toLowerCase());
}
