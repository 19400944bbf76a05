import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import { newBoundedSteps, newSteps } from "./answerable.js";
import { anyPermission, created } from "./anyPermission.js";
import { type Boundary, boundariesFor, boundaryKey } from "./boundary.js";
import { groupResource } from "./existingChoices.js";
import type { Graph } from "./graph.js";
import { type Hop, hopBy, withName } from "./hopBy.js";
import type { Node } from "./node.js";

/** The hops by which a principal makes a new one: without a boundary, else with each that it may have. */
export function* newHops(graph: Graph, caller: Node): Generator<Hop> {
  for (const step of graph.stepsOf(caller, newSteps)) {
    const free = [...hopsWith(graph, caller, { step })];
    yield* free;
    if (free.length > 0) continue;
    for (const boundary of boundariesFor(graph, caller, step).boundaries)
      yield* hopsWith(graph, caller, { step, boundary });
  }
  for (const step of graph.stepsOf(caller, newBoundedSteps))
    if (graph.askerOf(caller).mentions(boundaryKey)) yield* hopsWith(graph, caller, { step });
}

interface Making {
  readonly step: EscalationStep;
  readonly boundary?: Boundary;
}

function* hopsWith(graph: Graph, caller: Node, { step, boundary }: Making): Generator<Hop> {
  const groups = step.gives === "group" ? graph.groupsOf() : [undefined];
  for (const group of groups) {
    const hop = hopBy(graph, step, {
      caller,
      newBoundary: boundary?.arn ?? null,
      to: created(graph, caller, { step, boundary, group }),
      ...(group && { existing: { G: groupResource(group) } }),
    });
    if (hop === undefined) continue;
    const named = hop.to === anyPermission ? hop : withName(hop);
    yield boundary?.hole === undefined ? named : { ...named, open: [...(named.open ?? []), boundary.hole] };
  }
}
