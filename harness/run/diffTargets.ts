import { compile } from "../../policies/evaluate/compile.js";
import { explain } from "../../policies/evaluate/explain.js";
import type { Request } from "../../policies/language/request.js";
import { Budget } from "../../policies/prove/budget.js";
import { defaultBudget } from "../../policies/prove/proveOptions.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Hole, Readings } from "../../properties/target.js";
import { type Unless, unlessEffect } from "../../properties/unless.js";
import { changeInShort } from "./changeInShort.js";
import { type CertainChange, diffReadings, type PossibleChange } from "./diffReadings.js";
import { isUnchanged } from "./sameLimits.js";

/** One principal at two times. */
export interface BeforeAndAfter {
  readonly target: string;
  readonly principal: string;
  readonly before: Readings;
  readonly after: Readings;
}

export type ChangeKind = CertainChange["change"];

/** What became of one action, whatever open parts come to. */
export interface Change {
  readonly target: string;
  readonly action: string;
  readonly change: ChangeKind;
  /** a request that only one side allows: the later one, unless access is only gone */
  readonly witness: Request;
  /** why the other side does not allow it, as a sentence */
  readonly why: string;
  /** the same in a few words, where a context key tells it: `now without the resource tag Owner` */
  readonly summary?: string;
  /** the unknown policies that alone could make it untrue; absent where nothing unknown could */
  readonly unless?: readonly ChangeUnless[];
}

/** An unknown policy that could make a change untrue: it denies the access after it, or allowed it before. */
export interface ChangeUnless extends Unless {
  readonly time: "before" | "after";
}

/** Something about a target that is not certain. */
export interface UndecidedChange {
  readonly target: string;
  readonly reason: string;
  /** the actions it is about; absent where it is about all */
  readonly actions?: readonly string[];
}

export interface Diff {
  readonly changes: readonly Change[];
  readonly undecided: readonly UndecidedChange[];
}

/**
 * Tells every action that is allowed otherwise after a change than before it, for each principal, over all
 * requests that the principal could make. Where something is open, only what is certain counts as a change.
 *
 * @param onSide called before each principal is looked at, for showing progress
 */
export function diffTargets(
  sides: readonly BeforeAndAfter[],
  reference: ServiceReference,
  onSide: (side: BeforeAndAfter, index: number) => void = () => {},
): Diff {
  const diffs = sides.map((side, index) => {
    onSide(side, index);
    return diffTarget(side, reference);
  });
  return {
    changes: diffs.flatMap(({ changes }) => changes),
    undecided: diffs.flatMap(({ undecided }) => undecided),
  };
}

/** Steps of the prover for all actions of one target. */
const targetBudget = 5 * defaultBudget;

function diffTarget(side: BeforeAndAfter, reference: ServiceReference): Diff {
  const { target, principal, before, after } = side;
  if (isUnchanged(before, after)) return { changes: [], undecided: [] };
  const unbounded = [...after.holes, ...before.holes];
  if (unbounded.length > 0)
    return { changes: newUnless(side, reference), undecided: [{ target, reason: describe(unbounded) }] };
  const { certain, possible } = diffReadings(before, after, {
    principal,
    reference,
    budget: new Budget(targetBudget),
  });
  return {
    changes: certain.map((change) => ({ target, ...change, ...whyNot(side, change) })),
    undecided: [...unproved(target, possible), ...unread(side, possible)],
  };
}

/**
 * What is new by what is known while further policies are not: unless one of these denies it after the change, or
 * allowed it before. Nothing is said to be gone, for one of them may allow it.
 */
function newUnless(side: BeforeAndAfter, reference: ServiceReference): readonly Change[] {
  const { target, principal } = side;
  const denying = unlessEffect(side.after.holes, "Deny");
  const allowing = unlessEffect(side.before.holes, "Allow");
  if (denying === undefined || allowing === undefined) return [];
  const unless = [
    ...denying.map((one): ChangeUnless => ({ ...one, time: "after" })),
    ...allowing.map(({ afterApply: _, ...one }): ChangeUnless => ({ ...one, time: "before" })),
  ];
  const [before, after] = [side.before, side.after].map((time): Readings => ({ ...time, holes: [] }));
  return diffReadings(before!, after!, { principal, reference, budget: new Budget(targetBudget) })
    .certain.filter(({ change }) => change !== "removed" && change !== "narrowed")
    .map((one) => (one.change === "shifted" ? { ...one, change: "widened" as const } : one))
    .map((change) => ({ target, ...change, ...whyNot(side, change), ...(unless.length > 0 && { unless }) }));
}

function whyNot(
  { before, after }: BeforeAndAfter,
  { change, witness }: CertainChange,
): Pick<Change, "why" | "summary"> {
  const isGone = change === "removed" || change === "narrowed";
  const denying = compile((isGone ? after : before).policies);
  const reasons = explain(denying, witness).why;
  const summary = changeInShort(witness, denying, isGone);
  return { why: reasons[1] ?? reasons[0] ?? "", ...(summary !== undefined && { summary }) };
}

/** Actions of which a proof is missing, each with the reason. */
function unproved(target: string, possible: readonly PossibleChange[]): readonly UndecidedChange[] {
  const reasons = new Map(
    possible.flatMap(({ action, reason }) => (reason === undefined ? [] : [[action, reason] as const])),
  );
  return [...reasons].map(([action, reason]) => ({
    target,
    reason: `${action}: ${reason}`,
    actions: [action],
  }));
}

/** Actions on which the readings disagree, together. */
function unread(
  { target, before, after }: BeforeAndAfter,
  possible: readonly PossibleChange[],
): readonly UndecidedChange[] {
  const moving = [...(after.open ?? []), ...(before.open ?? [])];
  return (["new", "gone"] as const).flatMap((kind) => {
    const actions = possible
      .filter(({ change, reason }) => change === kind && reason === undefined)
      .map(({ action }) => action);
    const reason = `${describe(moving)}; access to these actions may be ${kind}`;
    return actions.length === 0 ? [] : [{ target, reason, actions }];
  });
}

/** The first hole, and how many there are; what lasts comes last. */
function describe(holes: readonly Hole[]): string {
  const distinct = new Map(holes.map((hole) => [`${hole.address}\n${hole.reason}`, hole]));
  const [hole, ...others] = [...distinct.values()].toSorted(
    (one, other) => Number(one.lasting ?? false) - Number(other.lasting ?? false),
  );
  if (hole === undefined) return "a part of it is open";
  const more = others.length === 0 ? "" : ` (and ${others.length} more like this)`;
  return `\`${hole.address}\` is open: ${hole.reason}${more}; ${hole.remedy}`;
}
