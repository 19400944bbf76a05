import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import { policiesFor } from "../../policies/prove/callers/callerClass.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { knownDocuments, type WrittenPart } from "../../properties/knownDocuments.js";
import type { Outcome, PartialAnswer, Property, Refuted, SearchOptions } from "../../properties/property.js";
import { boundsOf, type Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import { type Direction, undecidedByHoles } from "./undecidedByHoles.js";

/**
 * Asks a property of a target. Where parts of its policies are known only after apply, a law that forbids access
 * must hold of the widest reading to hold, and be broken by the narrowest to be refuted; for one that requires
 * access it is the other way round. Between the two it is undecided, and so is a law that both more and less access may break.
 */
export function evaluateProperty(property: Property, target: Target, options: SearchOptions): Outcome {
  const known: Target = { ...target, holes: [] };
  if (property.independent) return checkProperty(property, known, options);
  if (property.written) return judgeWritten({ property, part: property.written }, target, options);
  const direction = directionOf(property, target);
  if (target.holes.length === 0) return judgeKnown({ property, direction }, target, options);
  const outcome = property.appliesTo(known) ? judgeKnown({ property, direction }, known, options) : undefined;
  return undecidedByHoles(target, outcome, direction);
}

interface Written {
  readonly property: Property;
  readonly part: WrittenPart;
}

/** A document that is known breaks such a law, and no other document mends that; it holds where all are known. */
function judgeWritten({ property, part }: Written, target: Target, options: SearchOptions): Outcome {
  const { known, unknown } = knownDocuments(target, part);
  if (unknown.length === 0) return checkProperty(property, known, options);
  const outcome = ask(property, known, options);
  if (outcome?.verdict === "refuted") return outcome;
  return undecidedByHoles({ ...target, holes: unknown }, outcome, undefined);
}

interface Asked {
  readonly property: Property;
  readonly direction: Direction;
}

function directionOf({ monotone = false, requiresAccess }: Property, target: Target): Direction {
  if (requiresAccess) return "requires";
  return (typeof monotone === "function" ? monotone(target) : monotone) ? "forbids" : undefined;
}

/** Judges by the readings of what is known in part, as if there were no holes. */
function judgeKnown({ property, direction }: Asked, target: Target, options: SearchOptions): Outcome {
  const { bounds } = target;
  if (bounds === undefined) return checkProperty(property, target, options);
  if (direction === undefined)
    return undecidedByBounds(target, checkProperty(property, target, options).runs, { of: "either" });
  const readings = [target, narrowed(target)] as const;
  const [worst, best] = direction === "forbids" ? readings : [readings[1], readings[0]];
  const inWorst = ask(property, worst, options);
  if (inWorst?.verdict === "holds" || inWorst?.verdict === "undecided") return inWorst;
  const inBest = ask(property, best, options);
  const runs = (inWorst?.runs ?? 0) + (inBest?.runs ?? 0);
  if (inBest?.verdict !== "refuted" || inWorst === undefined) {
    return undecidedByBounds(target, runs, { of: "worst", ...(inWorst && { outcome: inWorst }) });
  }
  if (direction === "forbids") replay(target, inBest);
  return { ...inBest, runs };
}

const ask = (property: Property, target: Target, options: SearchOptions): Outcome | undefined =>
  property.appliesTo(target) ? checkProperty(property, target, options) : undefined;

const narrowed = ({ bounds, ...target }: Target): Target => ({
  ...target,
  policies: bounds?.lower ?? target.policies,
});

/** What the narrowest reading allows the widest must allow too. */
function replay({ policies, address, resource }: Target, outcome: Refuted): void {
  const { witness, witnesses = witness === undefined ? [] : [witness] } = outcome;
  const { resources = [] } = policies;
  const compiled = compile(
    resource === undefined ? policies : policiesFor({ ownPolicies: "everything" }, ...resources),
  );
  for (const { request, decision } of witnesses) {
    if (authorize(compiled, request) !== decision)
      throw new Error(`the readings of ${printAddress(address)} disagree: ${JSON.stringify(request)}`);
  }
}

const undecidedByBounds = (target: Target, runs: number, partial: PartialAnswer): Outcome => ({
  verdict: "undecided",
  by: "search",
  runs,
  kind: "holes",
  holes: boundsOf(target).unknown,
  partial,
});
