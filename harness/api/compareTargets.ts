import type { Target } from "../../properties/target.js";
import { type CompareOptions, type Comparison, comparePolicies } from "../run/compare/comparePolicies.js";
import { type DifferingActions, differingActions } from "../run/compare/differingActions.js";

/** How two targets relate, with the actions in which they differ. */
export interface ComparedTargets extends Comparison {
  /** absent where they were not asked for, the proof ran out of steps, a side is partly unknown or distinguishes callers */
  readonly actions?: readonly DifferingActions[];
  /** that the comparison took, without the actions and without loading service data; absent without a clock */
  readonly milliseconds?: number;
}

export interface CompareTargetsOptions extends CompareOptions {
  /**
   * whether to list the actions in which they differ: by the names that the service reference lists, or `written`,
   * as the policies write them; @defaultValue true
   */
  readonly actions?: boolean | "written";
  /** a clock in milliseconds; @defaultValue none: the time is not measured */
  readonly now?: () => number;
}

/** Compares two targets, and measures the time where there is a clock. */
export function compareTargets(
  left: Target,
  right: Target,
  { actions: wanted = true, now, ...options }: CompareTargetsOptions,
): ComparedTargets {
  const start = now?.();
  const comparison = comparePolicies(left, right, options);
  const milliseconds = now === undefined ? undefined : Math.round((now() - start!) * 100) / 100;
  // a question that took too many steps as a whole takes more in parts
  const known = wanted === "written" ? {} : options;
  const exhausted = comparison.reasons?.some((one) => one.kind === "gap" && one.question !== undefined);
  const actions = exhausted || !wanted ? undefined : differingActions(left, right, known);
  return { ...comparison, ...(actions && { actions }), ...(milliseconds !== undefined && { milliseconds }) };
}
