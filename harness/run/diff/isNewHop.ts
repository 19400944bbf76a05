import { changeHopsOf } from "../../../properties/escalation/findChains.js";
import type { Graph } from "../../../properties/escalation/graph.js";
import type { Hop } from "../../../properties/escalation/hopBy.js";
import { takeHops } from "../../../properties/escalation/takeHops.js";

/**
 * Whether no step led there before a change.
 *
 * @param hopsOf the steps that count; @defaultValue all
 */
export function isNewHop({ from, to }: Hop, before: Graph, hopsOf = takeHops): boolean {
  // what a change made of a principal is not in the source
  if (from.change !== undefined) return false;
  const then = before.nodeAt(from.address);
  if (then === undefined) return true;
  if (to.change !== undefined) return ![...changeHopsOf(before, then)].some((hop) => hop.to.id === to.id);
  const target = before.nodeAt(to.address);
  return target === undefined || hopsOf(before, then, target).next().done === true;
}
