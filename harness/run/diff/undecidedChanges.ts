import type { Hole } from "../../../properties/hole.js";
import { groupBy } from "../../plan/resources/groupBy.js";
import type { ComparedAccess } from "./comparedAccess.js";
import type { PossibleChange } from "./diffAccess.js";
import type { UndecidedChange } from "./undecidedChange.js";

type About = Pick<ComparedAccess, "target" | "caller" | "holes">;

/** What is not certain: without a proof, or as the readings disagree. */
export const undecidedChanges = (
  about: About,
  possible: readonly PossibleChange[],
): readonly UndecidedChange[] => [...unproved(about, possible), ...unread(about, possible)];

const named = ({ target, caller }: About) => ({ target, ...(caller && { caller }) });

/** Actions without a proof, those with the same reason together. */
function unproved(about: About, possible: readonly PossibleChange[]): readonly UndecidedChange[] {
  const byReason = new Map<string, Set<string>>();
  for (const { action, reason } of possible) {
    if (reason === undefined) continue;
    byReason.set(reason, (byReason.get(reason) ?? new Set()).add(action));
  }
  return [...byReason].map(([gap, actions]) => ({
    ...named(about),
    kind: "gap",
    gap,
    actions: [...actions],
  }));
}

/** Of what has no proof for the same reason for several classes of callers: one entry, with the first class. */
export function joinGaps(undecided: readonly UndecidedChange[]): readonly UndecidedChange[] {
  const gaps = groupBy(undecided, (one) => (one.kind === "gap" ? one.gap : undefined));
  return undecided.flatMap((one): readonly UndecidedChange[] => {
    if (one.kind !== "gap") return [one];
    const [first, ...others] = gaps.get(one.gap)!;
    if (first !== one) return [];
    if (others.length === 0) return [one];
    const actions = [one, ...others].flatMap((gap) => gap.actions ?? []);
    const caller = one.caller && { ...one.caller, name: `${one.caller.name}, and other callers` };
    return [{ ...one, ...(caller && { caller }), actions: [...new Set(actions)] }];
  });
}

/** Actions on which the readings disagree, together. */
function unread(about: About, possible: readonly PossibleChange[]): readonly UndecidedChange[] {
  const holes = holesInOrder(about.holes);
  return (["new", "gone"] as const).flatMap((kind) => {
    const actions = possible
      .filter(({ change, reason }) => change === kind && reason === undefined)
      .map(({ action }) => action);
    if (actions.length === 0) return [];
    return [{ ...named(about), kind: "holes", holes, possible: kind, actions } as const];
  });
}

/** Each unknown value once; those that have the same value after the change come last. */
export function holesInOrder(holes: readonly Hole[]): readonly Hole[] {
  const distinct = new Map(holes.map((hole) => [`${hole.address}\n${hole.reason}`, hole]));
  return [...distinct.values()].toSorted(
    (one, other) => Number(one.lasting ?? false) - Number(other.lasting ?? false),
  );
}
