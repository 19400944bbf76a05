import { authorize } from "../../../policies/evaluate/authorize.js";
import { type CompiledPolicySet, compile } from "../../../policies/evaluate/compile.js";
import { compileGlob, matchGlob } from "../../../policies/language/glob.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import {
  ActionComparison,
  type AlikeActions,
  type Unlisted,
} from "../../../policies/prove/actions/actionComparison.js";
import type { ActionDifference } from "../../../policies/prove/actions/compareAction.js";
import type { ProveOptions } from "../../../policies/prove/question/proveOptions.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Bounded } from "../../../properties/bounded.js";
import { boundsOf, type Readings } from "../../../properties/target.js";
import { sameLimits } from "./sameLimits.js";

/** What becomes of some actions, regardless of what the unknown parts turn out to be. */
export interface CertainChange {
  /** sorted; no two of them are distinguished by the policies or the reference */
  readonly actions: readonly string[];
  readonly change: Exclude<ActionDifference["change"], "undecided">;
  /** a request for one of them that only one side allows, in both of its readings */
  readonly witness: Request;
  /** `any`: nothing shows that AWS would send the witness */
  readonly universe: ActionDifference["universe"];
  /** set where it is about the actions that a pattern matches and the reference lacks */
  readonly unlisted?: AlikeActions["unlisted"];
}

/** What may become of an action. */
export interface PossibleChange {
  readonly action: string;
  readonly change: "new" | "gone";
  /** set where it is undecided by the proof, and not by a reading */
  readonly reason?: string;
  readonly unlisted?: AlikeActions["unlisted"];
}

export interface ReadingsDiff {
  readonly certain: readonly CertainChange[];
  readonly possible: readonly PossibleChange[];
  readonly unlisted: Unlisted;
}

/** With the actions that differences are reported by. */
type DiffOptions = ProveOptions & { readonly reference: ServiceReference };

/**
 * Reports what access is new and what is gone, by classes of actions, of policies with two readings: it is
 * certainly new where the narrowest after a change allows it and the widest before did not, and may be new where
 * the widest after allows it and the narrowest before did not; the other way round it is gone.
 *
 * @throws Error when the readings contradict each other: a bug
 */
export function diffReadings(before: Readings, after: Readings, options: DiffOptions): ReadingsDiff {
  const [first, second] = [boundsOf(before), boundsOf(after)];
  const isCalm = before.bounds !== undefined && sameLimits(before, after);
  const [freeBefore, freeAfter] = isCalm
    ? [unlimited(first), unlimited(second)]
    : [first.upper, second.upper];
  const sets = [first.upper, first.lower, second.upper, second.lower, freeBefore, freeAfter];
  const comparison = new ActionComparison(sets, options);
  const ask = (left: PolicySet, right: PolicySet) => byName(comparison.between(left, right));
  const growing = ask(first.lower, second.upper);
  const isOpen = before.bounds !== undefined || after.bounds !== undefined;
  const shrinking = isOpen ? ask(first.upper, second.lower) : growing;
  const calm = isCalm ? ask(freeBefore, second.upper) : growing;
  const calmer = isCalm ? ask(first.upper, freeAfter) : shrinking;
  const groups = grouped([shrinking, growing, calm, calmer]);
  const all = groups.map((group) => resolveGroup(group));
  const certain = all.flatMap((one) => one.certain);
  const replay = replayer();
  for (const { change, witness } of certain) {
    const isGone = change === "removed" || change === "narrowed";
    replay(witness, isGone ? [first, second] : [second, first]);
  }
  const possible = all.flatMap((one) => one.possible);
  return { certain, possible: possible.filter((one) => !isTold(one, all)), unlisted: comparison.unlisted };
}

/** Whether what may become of the unlisted actions of a pattern is said of a listed one, too, or of none. */
function isTold(
  { action, change, unlisted }: PossibleChange,
  all: readonly Pick<ReadingsDiff, "certain" | "possible">[],
): boolean {
  if (unlisted === undefined) return false;
  if (unlisted === "silent") return true;
  const matches = matcher(action);
  return all.some(
    ({ certain, possible }) =>
      certain.some(
        (one) =>
          one.unlisted === undefined &&
          directionsOf[one.change].includes(change) &&
          one.actions.some(matches),
      ) || possible.some((one) => one.unlisted === undefined && one.change === change && matches(one.action)),
  );
}

/** What each change is: something that is allowed only now, only before, or each. */
export const directionsOf: Readonly<Record<CertainChange["change"], readonly PossibleChange["change"][]>> = {
  added: ["new"],
  widened: ["new"],
  shifted: ["new", "gone"],
  narrowed: ["gone"],
  removed: ["gone"],
};

/** Whether an action is one that a pattern represents. */
export function matcher(pattern: string): (action: string) => boolean {
  const glob = compileGlob(pattern.toLowerCase());
  return (action) => matchGlob(glob, action.toLowerCase());
}

type ByName = ReadonlyMap<string, AlikeActions>;

const byName = (differences: readonly AlikeActions[]): ByName =>
  new Map(differences.flatMap((alike) => alike.actions.map((action) => [action, alike] as const)));

/** Actions that are alike in each of some answers, sorted. */
function grouped(answers: readonly [ByName, ByName, ByName, ByName]): readonly Group[] {
  const numbers = new Map<AlikeActions | undefined, number>();
  const numberOf = (alike: AlikeActions | undefined): number => {
    if (!numbers.has(alike)) numbers.set(alike, numbers.size);
    return numbers.get(alike)!;
  };
  const groups = new Map<string, Group & { readonly actions: string[] }>();
  const names = new Set([...answers[0].keys(), ...answers[1].keys()]);
  for (const action of [...names].sort()) {
    const found = answers.map((answer) => answer.get(action));
    const key = found.map(numberOf).join();
    const known = groups.get(key);
    if (known !== undefined) known.actions.push(action);
    else {
      const [certainGain, certainLoss, gain, loss] = found.map((one) => one?.difference);
      const unlisted = found.find((one) => one?.unlisted !== undefined)?.unlisted;
      groups.set(key, { actions: [action], unlisted, pairs: { certainGain, certainLoss, gain, loss } });
    }
  }
  return [...groups.values()];
}

/** The narrowest of what is held, without the limits that are the same for both sides. */
function unlimited({ upper: { resources: _, ...upper }, lower }: Bounded<PolicySet>): PolicySet {
  const { identity, resources } = lower;
  return { ...upper, identity, ...(resources && { resources }) };
}

/** The differences of one action between pairs of readings. */
interface Pairs {
  readonly certainGain: ActionDifference | undefined;
  readonly certainLoss: ActionDifference | undefined;
  readonly gain: ActionDifference | undefined;
  readonly loss: ActionDifference | undefined;
}

interface Group {
  readonly actions: readonly string[];
  readonly unlisted: AlikeActions["unlisted"];
  readonly pairs: Pairs;
}

function resolveGroup({ actions, unlisted, pairs }: Group): Omit<ReadingsDiff, "unlisted"> {
  const { certainGain, certainLoss, gain, loss } = pairs;
  const [gained, lost] = [certainGain?.gained, certainLoss?.lost];
  const changes = [
    ...(gained === undefined ? possibly(gain, "new") : []),
    ...(lost === undefined ? possibly(loss, "gone") : []),
  ];
  const possible = actions.flatMap((action) =>
    changes.map((change) => ({ action, ...change, ...(unlisted && { unlisted }) })),
  );
  const about = { actions, ...(unlisted && { unlisted }) };
  if (gained !== undefined) {
    const isAdded = certainGain?.change === "added";
    const change = lost !== undefined ? "shifted" : isAdded ? "added" : "widened";
    return { certain: [{ ...about, change, witness: gained, universe: certainGain!.universe }], possible };
  }
  if (lost === undefined) return { certain: [], possible };
  const change = certainLoss?.change === "removed" ? "removed" : "narrowed";
  return { certain: [{ ...about, change, witness: lost, universe: certainLoss!.universe }], possible };
}

function possibly(
  difference: ActionDifference | undefined,
  change: PossibleChange["change"],
): readonly Pick<PossibleChange, "change" | "reason">[] {
  if (difference === undefined) return [];
  const { gained, lost, reason } = difference;
  if ((change === "new" ? gained : lost) !== undefined) return [{ change }];
  return reason === undefined ? [] : [{ change, reason }];
}

/** Replays witnesses, each policy set compiled once. */
function replayer() {
  const compiled = new Map<PolicySet, CompiledPolicySet>();
  const isAllowed = (policies: PolicySet, witness: Request): boolean => {
    const known = compiled.get(policies) ?? compile(policies);
    compiled.set(policies, known);
    return authorize(known, witness) === "allowed";
  };
  return (witness: Request, [more, less]: readonly Bounded<PolicySet>[]): void => {
    const isRight =
      [more!.upper, more!.lower].every((set) => isAllowed(set, witness)) &&
      ![less!.upper, less!.lower].some((set) => isAllowed(set, witness));
    if (!isRight) throw new Error(`the readings disagree: ${JSON.stringify(witness)}`);
  };
}
