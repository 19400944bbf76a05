import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import type { Access } from "../../policies/prove/question/access.js";
import { anyPermission } from "./anyPermission.js";
import type { Graph } from "./graph.js";
import type { Node } from "./node.js";

/** What chains must not lead to. */
export interface EscalationEnd {
  readonly isEnd: (graph: Graph, node: Node) => boolean;
  /** the actions that it is about, patterns; none where it is about principals */
  readonly actions: readonly string[];
  /** what a principal may do there, a clause after its name; undefined where it is named itself */
  readonly clause: string | undefined;
}

/**
 * The end of chains that is given: any permission where nothing is, else principals by address or ARN, or requests for
 * actions.
 *
 * @param resources the resources of the requests; all where none is given
 */
export function escalationEnd(to: readonly string[], resources: readonly string[]): EscalationEnd {
  const actions = to.filter(isAction);
  const globs = to.filter((one) => !isAction(one)).map(compileGlob);
  const isNamed = ({ address, principal, change }: Node): boolean =>
    change === undefined && globs.some((glob) => matchGlob(glob, address) || matchGlob(glob, principal));
  const isAll = (graph: Graph, node: Node): boolean => node === anyPermission || graph.holdsAnything(node);
  if (to.length === 0) return { isEnd: isAll, actions, clause: "may get any permission" };
  const requests = actions.length === 0 ? undefined : matching(actions, resources);
  return {
    isEnd: (graph, node) =>
      isAll(graph, node) || isNamed(node) || (requests !== undefined && graph.askerOf(node).allows(requests)),
    actions,
    clause: requests && `may do \`${actions.join(", ")}\``,
  };
}

/** Whether a value names an action rather than a principal. */
export const isAction = (value: string): boolean => /^(?!arn:)[a-z0-9-]+:[\w*?]+$/i.test(value);

const matching = (actions: readonly string[], resources: readonly string[]): Access => ({
  kind: "matching",
  statement: {
    action: { negated: false, patterns: actions },
    ...(resources.length > 0 && { resource: { negated: false, patterns: resources } }),
  },
});
