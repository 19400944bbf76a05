import { compile } from "../../policies/evaluate/compile.js";
import { explain } from "../../policies/evaluate/explain.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { type ActionDifference, differencesByAction } from "../../policies/prove/differencesByAction.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Hole } from "../../properties/target.js";

/** One principal at two times. */
export interface BeforeAndAfter {
  readonly target: string;
  readonly principal: string;
  readonly before: PolicySet;
  readonly after: PolicySet;
  /** what is open on either side: no change is certain then */
  readonly holes: readonly Hole[];
}

export type ChangeKind = Exclude<ActionDifference["change"], "undecided">;

/** What became of one action. */
export interface Change {
  readonly target: string;
  readonly action: string;
  readonly change: ChangeKind;
  /** a request that only one side allows: the later one, unless access is only gone */
  readonly witness: Request;
  /** why the other side does not allow it, as a sentence */
  readonly why: string;
}

export interface Diff {
  readonly changes: readonly Change[];
  /** targets, or actions of theirs, about which nothing is certain */
  readonly undecided: readonly { readonly target: string; readonly reason: string }[];
}

/**
 * Tells every action that is allowed otherwise after a change than before it, for each principal, over all
 * requests that the principal could make.
 */
export function diffTargets(sides: readonly BeforeAndAfter[], reference: ServiceReference): Diff {
  const diffs = sides.map((side) => diffTarget(side, reference));
  return {
    changes: diffs.flatMap(({ changes }) => changes),
    undecided: diffs.flatMap(({ undecided }) => undecided),
  };
}

function diffTarget(side: BeforeAndAfter, reference: ServiceReference): Diff {
  const { target, principal, before, after, holes } = side;
  const [hole] = holes;
  if (hole !== undefined) {
    const reason = `\`${hole.address}\` is open: ${hole.reason}; ${hole.remedy}`;
    return { changes: [], undecided: [{ target, reason }] };
  }
  const differences = differencesByAction(before, after, { principal, reference });
  return {
    changes: differences.flatMap((difference) => changeOf(side, difference)),
    undecided: differences.flatMap(({ action, change, reason = "" }) =>
      change === "undecided" ? [{ target, reason: `${action}: ${reason}` }] : [],
    ),
  };
}

function changeOf(
  side: BeforeAndAfter,
  { action, change, gained, lost }: ActionDifference,
): readonly Change[] {
  const witness = gained ?? lost;
  if (change === "undecided" || witness === undefined) return [];
  const denying = compile(gained === undefined ? side.after : side.before);
  const reasons = explain(denying, witness).why;
  return [{ target: side.target, action, change, witness, why: reasons[1] ?? reasons[0] ?? "" }];
}
