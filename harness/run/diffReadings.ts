import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import type { ActionDifference } from "../../policies/prove/differencesByAction.js";
import type { ProveOptions } from "../../policies/prove/proveOptions.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Readings } from "../../properties/target.js";
import { actionDifferences } from "./actionDifferences.js";
import { sameLimits } from "./sameLimits.js";

/** What becomes of one action, whatever the open parts come to. */
export interface CertainChange {
  readonly action: string;
  readonly change: Exclude<ActionDifference["change"], "undecided">;
  /** a request that only one side allows, in both of its readings */
  readonly witness: Request;
}

/** What may become of an action. */
export interface PossibleChange {
  readonly action: string;
  readonly change: "new" | "gone";
  /** set where it is the proof that is not settled, and not a reading */
  readonly reason?: string;
}

export interface ReadingsDiff {
  readonly certain: readonly CertainChange[];
  readonly possible: readonly PossibleChange[];
}

/** With the actions that differences are told of one by one. */
type DiffOptions = ProveOptions & { readonly reference: ServiceReference };

/**
 * Tells what access is new and what is gone, action by action, of policies with two readings: it is certainly
 * new where the narrowest after a change allows it and the widest before did not, and may be new where the
 * widest after allows it and the narrowest before did not; the other way round it is gone.
 *
 * @throws Error when the readings contradict each other: a bug
 */
export const diffReadings = (before: Readings, after: Readings, options: DiffOptions): ReadingsDiff => {
  const least = ({ policies, narrowest = policies }: Readings) => narrowest;
  const ask = (left: PolicySet, right: PolicySet) => actionDifferences(left, right, options);
  const growing = ask(least(before), after.policies);
  const isOpen = before.narrowest !== undefined || after.narrowest !== undefined;
  const shrinking = isOpen ? ask(before.policies, least(after)) : growing;
  const [calm, calmer] =
    before.narrowest !== undefined && sameLimits(before, after)
      ? [ask(unlimited(before), after.policies), ask(before.policies, unlimited(after))]
      : [growing, shrinking];
  const actions = [...new Set([...growing.keys(), ...shrinking.keys()])].toSorted();
  const all = actions.map((action) =>
    settle({
      certainGain: shrinking.get(action),
      certainLoss: growing.get(action),
      gain: calm.get(action),
      loss: calmer.get(action),
    }),
  );
  const certain = all.flatMap((one) => one.certain);
  for (const { change, witness } of certain) {
    const isGone = change === "removed" || change === "narrowed";
    replay(witness, isGone ? [before, after] : [after, before]);
  }
  return { certain, possible: all.flatMap((one) => one.possible) };
};

/** The narrowest of what is held, without the limits that are the same for both sides. */
const unlimited = ({ policies, narrowest = policies }: Readings): PolicySet => ({
  ...policies,
  identity: narrowest.identity,
});

/** The differences of one action between pairs of readings. */
interface Pairs {
  readonly certainGain: ActionDifference | undefined;
  readonly certainLoss: ActionDifference | undefined;
  readonly gain: ActionDifference | undefined;
  readonly loss: ActionDifference | undefined;
}

const settle = ({ certainGain, certainLoss, gain, loss }: Pairs): ReadingsDiff => {
  const [gained, lost] = [certainGain?.gained, certainLoss?.lost];
  const action = (certainGain ?? certainLoss)!.action;
  const possible = [
    ...(gained === undefined ? possibly(gain, gain?.gained, "new") : []),
    ...(lost === undefined ? possibly(loss, loss?.lost, "gone") : []),
  ];
  if (gained !== undefined) {
    const isAdded = certainGain?.change === "added";
    const change = lost !== undefined ? "shifted" : isAdded ? "added" : "widened";
    return { certain: [{ action, change, witness: gained }], possible };
  }
  if (lost === undefined) return { certain: [], possible };
  const change = certainLoss?.change === "removed" ? "removed" : "narrowed";
  return { certain: [{ action, change, witness: lost }], possible };
};

const possibly = (
  difference: ActionDifference | undefined,
  witness: Request | undefined,
  change: PossibleChange["change"],
): readonly PossibleChange[] => {
  if (difference === undefined) return [];
  const { action, reason } = difference;
  if (witness !== undefined) return [{ action, change }];
  return reason === undefined ? [] : [{ action, change, reason }];
};

const replay = (witness: Request, [more, less]: readonly [Readings, Readings]): void => {
  const isAllowed = (policies: PolicySet) => authorize(compile(policies), witness) === "allowed";
  const { policies: most, narrowest: least = most } = more;
  const { policies: others, narrowest: othersLeast = others } = less;
  const isRight = isAllowed(most) && isAllowed(least) && !isAllowed(others) && !isAllowed(othersLeast);
  if (!isRight) throw new Error(`the readings disagree: ${JSON.stringify(witness)}`);
};
