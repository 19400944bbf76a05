import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import { decide } from "../../properties/decide.js";
import type { Outcome, Property, SearchOptions } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { heedHoles } from "./heedHoles.js";

/**
 * Asks a property of a target. Where parts of its policies are known only after apply, the law must hold of
 * the widest reading to hold, and be broken by the narrowest to be refuted; between the two it is undecided,
 * and so is a law that is not monotone.
 */
export function judge(property: Property, target: Target, options: SearchOptions): Outcome {
  if (property.independent) return decide(property, { ...target, holes: [] }, options);
  const widest = heedHoles(target, decide(property, target, options));
  if (target.narrowest === undefined || target.holes.length > 0) return widest;
  if (!isMonotone(property, target)) return isOpen(target, widest, "this law can turn either way");
  if (widest.verdict !== "refuted") return widest;
  const least = narrowed(target, target.narrowest);
  const narrowest = property.appliesTo(least) ? decide(property, least, options) : undefined;
  const runs = widest.runs + (narrowest?.runs ?? 0);
  if (narrowest?.verdict !== "refuted") {
    return isOpen(target, { ...widest, runs }, `it may come to be broken: ${widest.reason}`);
  }
  replay(target, narrowest);
  return { ...narrowest, runs };
}

const isMonotone = ({ monotone = false }: Property, target: Target): boolean =>
  typeof monotone === "function" ? monotone(target) : monotone;

const narrowed = ({ narrowest: _, open: __, ...target }: Target, policies: Target["policies"]): Target => ({
  ...target,
  policies,
});

/** What the narrowest reading allows the widest must allow too. */
function replay({ policies, address }: Target, { witness }: Extract<Outcome, { verdict: "refuted" }>): void {
  if (witness === undefined) return;
  const decision = authorize(compile(policies), witness.request);
  if (decision !== witness.decision) {
    throw new Error(`the readings of ${address} disagree: ${JSON.stringify(witness.request)}`);
  }
}

function isOpen({ open = [] }: Target, { runs }: Outcome, why: string): Outcome {
  const [hole, ...others] = open;
  const more = others.length === 0 ? "" : ` (and ${others.length} more like this)`;
  const where = hole === undefined ? "a part of it is open" : `\`${hole.address}\` is open: ${hole.reason}`;
  const remedy = hole === undefined ? "" : `; ${hole.remedy}`;
  return { verdict: "undecided", by: "search", runs, reason: `${where}${more}; ${why}${remedy}` };
}
