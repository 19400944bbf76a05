import { compileGlob, matchGlob } from "../../../policies/language/glob.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";

/** Whether AWS lists an action, or one that a pattern for actions of one service matches. */
export function isListedAction(action: string, reference: ServiceReference): boolean {
  if (!/[*?]/.test(action)) return reference.action(action) !== undefined;
  const glob = compileGlob(action.toLowerCase());
  return reference
    .actionsOf(action.split(":", 1)[0]!)
    .some(({ name }) => matchGlob(glob, name.toLowerCase()));
}
