import { defaultBudget, type ProveOptions } from "../../../policies/prove/question/proveOptions.js";
import { relate } from "../../../policies/prove/relate.js";
import { Budget } from "../../../policies/prove/sets/budget.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Hole } from "../../../properties/hole.js";
import { boundsOf, type Readings } from "../../../properties/target.js";
import { unlessEffect } from "../../../properties/unless.js";
import { defaultUniverse } from "../defaultUniverse.js";
import type { BeforeAndAfter } from "./beforeAndAfter.js";
import { type AccessChange, type ChangeUnless, changesOf } from "./changesOf.js";
import { diffReadings, type PossibleChange } from "./diffReadings.js";
import { isUnchanged } from "./sameLimits.js";
import type { UndecidedChange, UnknownChange, UnprovedChange } from "./undecidedChange.js";

export interface Diff {
  readonly changes: readonly AccessChange[];
  readonly undecided: readonly UndecidedChange[];
  /** the targets that changed only for requests that AWS never sends */
  readonly contradicted: readonly string[];
}

/** How a diff is made. */
export interface DiffTargetsOptions {
  readonly reference: ServiceReference;
  /** the requests asked about; default {@link defaultUniverse} */
  readonly universe?: "any" | "typed";
}

/**
 * Reports every action that is allowed otherwise after a change than before it, for each principal, over all
 * requests that the principal could make; actions that changed alike are one entry. Where something is unknown,
 * only what is certain counts as a change.
 *
 * @param onSide called before each principal is looked at, for showing progress
 */
export function diffTargets(
  sides: readonly BeforeAndAfter[],
  options: DiffTargetsOptions,
  onSide: (side: BeforeAndAfter, index: number) => void = () => {},
): Diff {
  const diffs = sides.map((side, index) => {
    onSide(side, index);
    return diffTarget(side, options);
  });
  return {
    changes: diffs.flatMap(({ changes }) => changes),
    undecided: diffs.flatMap(({ undecided }) => undecided),
    contradicted: diffs.flatMap(({ contradicted }) => contradicted),
  };
}

/** Steps of the prover for all actions of one target. */
const targetBudget = 5 * defaultBudget;

const unchanged: Diff = { changes: [], undecided: [], contradicted: [] };

function diffTarget(
  side: BeforeAndAfter,
  { reference, universe = defaultUniverse(reference) }: DiffTargetsOptions,
): Diff {
  const { target, principal, before, after } = side;
  // a source compared with itself: what is unknown in it is the same on both sides
  if (before === after || isUnchanged(before, after)) return unchanged;
  const unbounded = [...after.holes, ...before.holes];
  const options = { principal, reference, universe, budget: new Budget(targetBudget) };
  if (unbounded.length > 0) {
    const undecided = [{ target, kind: "holes", holes: inOrder(unbounded) }] as const;
    return { ...unchanged, changes: newUnless(side, options), undecided };
  }
  const found = diffReadings(before, after, options);
  const isSame = found.certain.length + found.possible.length === 0 && universe === "typed";
  return {
    changes: changesOf(side, found, reference),
    undecided: [...unproved(target, found.possible), ...unread(side, found.possible)],
    contradicted: isSame && differsAnyhow(side) ? [target] : [],
  };
}

/**
 * What is new by what is known while further policies are not: unless one of these denies it after the change, or
 * allowed it before. Nothing is said to be gone, for one of them may allow it.
 */
function newUnless(
  side: BeforeAndAfter,
  options: ProveOptions & { readonly reference: ServiceReference },
): readonly AccessChange[] {
  const denying = unlessEffect(side.after.holes, "Deny");
  const allowing = unlessEffect(side.before.holes, "Allow");
  if (denying === undefined || allowing === undefined) return [];
  const unless = [
    ...denying.map((one): ChangeUnless => ({ ...one, time: "after" })),
    ...allowing.map(({ afterApply: _, ...one }): ChangeUnless => ({ ...one, time: "before" })),
  ];
  const [before, after] = [side.before, side.after].map((time): Readings => ({ ...time, holes: [] }));
  const found = diffReadings(before!, after!, options);
  const certain = found.certain
    .filter(({ change }) => change !== "removed" && change !== "narrowed")
    .map((one) => (one.change === "shifted" ? { ...one, change: "widened" as const } : one));
  return changesOf(side, { ...found, certain }, options.reference).map((change) => ({
    ...change,
    ...(unless.length > 0 && { unless }),
  }));
}

/** Whether any request, sent by AWS or not, distinguishes the two times. */
function differsAnyhow({ principal, before, after }: BeforeAndAfter): boolean {
  const { forward, backward } = relate(before.policies, after.policies, { principal });
  return forward.verdict === "refuted" || backward.verdict === "refuted";
}

/** Actions without a proof, those with the same reason together. */
function unproved(target: string, possible: readonly PossibleChange[]): readonly UnprovedChange[] {
  const byReason = new Map<string, Set<string>>();
  for (const { action, reason } of possible) {
    if (reason === undefined) continue;
    byReason.set(reason, (byReason.get(reason) ?? new Set()).add(action));
  }
  return [...byReason].map(([gap, actions]) => ({ target, kind: "gap", gap, actions: [...actions] }));
}

/** Actions on which the readings disagree, together. */
function unread(
  { target, before, after }: BeforeAndAfter,
  possible: readonly PossibleChange[],
): readonly UnknownChange[] {
  const holes = inOrder([after, before].flatMap((time) => boundsOf(time).unknown));
  return (["new", "gone"] as const).flatMap((kind) => {
    const actions = possible
      .filter(({ change, reason }) => change === kind && reason === undefined)
      .map(({ action }) => action);
    return actions.length === 0 ? [] : [{ target, kind: "holes", holes, possible: kind, actions } as const];
  });
}

/** Each unknown value once; those that have the same value after the change come last. */
function inOrder(holes: readonly Hole[]): readonly Hole[] {
  const distinct = new Map(holes.map((hole) => [`${hole.address}\n${hole.reason}`, hole]));
  return [...distinct.values()].toSorted(
    (one, other) => Number(one.lasting ?? false) - Number(other.lasting ?? false),
  );
}
