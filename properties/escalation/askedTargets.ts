import type { Graph } from "./graph.js";
import type { Node } from "./node.js";

interface AskedOn {
  /** that are asked on the principal itself */
  readonly actions: readonly string[];
  readonly type: string;
}

/**
 * The other principals of a type on which identity policies of a caller grant some actions, regardless of conditions; in
 * the order of the source. Where the policies write the ARNs out, they are found by these: most callers name few of
 * thousands.
 */
export function askedTargets(graph: Graph, caller: Node, { actions, type }: AskedOn): readonly Node[] {
  const asker = graph.askerOf(caller);
  const written = actions.map((action) => asker.writtenFor(action)).find((arns) => arns !== undefined);
  const near = written === undefined ? graph.nodes : nodesWith(graph, written);
  return near.filter(
    (node) =>
      node.address !== caller.address &&
      node.type === type &&
      actions.every((action) => asker.mayAskOn(action, node.principal)),
  );
}

function nodesWith(graph: Graph, arns: ReadonlySet<string>): readonly Node[] {
  const places = graph.once(askedTargets, () => placesByArn(graph));
  return [...arns]
    .flatMap((arn) => places.get(arn) ?? [])
    .sort((one, other) => one - other)
    .map((place) => graph.nodes[place]!);
}

function placesByArn({ nodes }: Graph): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  nodes.forEach(({ principal }, place) => {
    const known = places.get(principal);
    if (known === undefined) places.set(principal, [place]);
    else known.push(place);
  });
  return places;
}
