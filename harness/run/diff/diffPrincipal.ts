import { inAll, inAny } from "../../../properties/allowedBy.js";
import { boundsOf, type Readings } from "../../../properties/target.js";
import { unlessEffect } from "../../../properties/unless.js";
import type { AccessChange, ChangeUnless } from "./accessChange.js";
import type { BeforeAndAfter } from "./beforeAndAfter.js";
import { inSpace } from "./callerAccess.js";
import { type ChangedScope, changedScope } from "./changedScope.js";
import { type Diff, unchanged } from "./diff.js";
import type { AccessDiff, DiffAccessOptions, DiffQuestions } from "./diffAccess.js";
import { forEveryMember } from "./forEveryMember.js";
import { readingsQuestions } from "./readingsQuestions.js";
import { reportDiff } from "./reportDiff.js";
import { type ReportedResources, withoutResources } from "./reportedResources.js";
import { isUnchanged } from "./sameLimits.js";
import { holesInOrder } from "./undecidedChanges.js";

/**
 * Reports every action that is allowed otherwise after a change than before it, over all requests that a principal
 * could make, but for what is reported of everyone at a resource.
 */
export function diffPrincipal(
  side: BeforeAndAfter,
  reported: ReportedResources,
  options: DiffAccessOptions,
): Diff {
  const { target, before, after } = side;
  if (isUnchanged(before, after)) return unchanged;
  const compare = (scope: ChangedScope, keep?: (found: AccessDiff) => AccessDiff) => {
    const asked = withoutResources(questionsIn(scope), side, reported);
    const certain = forEveryMember(asked, side);
    return reportDiff(
      {
        target,
        ...(side.replay !== undefined && { replay: side.replay }),
        asked: certain,
        before: scope.before.policies,
        after: scope.after.policies,
        holes: [
          ...[scope.after, scope.before].flatMap((time) => boundsOf(time).unknown),
          ...(certain === asked ? [] : [side.example!.hole]),
        ],
        options: { ...options, principal: side.principal, callerKeys: side.callers ?? "free" },
      },
      keep,
    );
  };
  const unbounded = [...after.holes, ...before.holes];
  if (unbounded.length === 0) return compare(changedScope(before, after));
  const undecided = [{ target, kind: "holes", holes: holesInOrder(unbounded) } as const];
  const unless = unlessOf(side);
  if (unless === undefined) return { ...unchanged, undecided };
  const [known, later] = [before, after].map((time): Readings => ({ ...time, holes: [] }));
  const { changes } = compare({ before: known!, after: later! }, onlyNew);
  return {
    ...unchanged,
    changes: changes.map((change): AccessChange => ({ ...change, ...(unless.length > 0 && { unless }) })),
    undecided,
  };
}

function questionsIn({ before, after, spaces }: ChangedScope): DiffQuestions {
  const asked = readingsQuestions(before, after);
  if (spaces === undefined) return asked;
  const space = inAny(...spaces.map(inSpace));
  const within = ({ more, less }: DiffQuestions["gain"]) => ({ more: inAll(more, space), less });
  const { gain, loss, mayGain, mayLose } = asked;
  return {
    before: inAll(asked.before, space),
    after: inAll(asked.after, space),
    gain: within(gain),
    loss: within(loss),
    ...(mayGain && { mayGain: within(mayGain) }),
    ...(mayLose && { mayLose: within(mayLose) }),
    space,
  };
}

/**
 * What could make untrue what is new by what is known while further policies are not: one of these denies it after
 * the change, or allowed it before. Undefined where more than that could.
 */
function unlessOf({ before, after }: BeforeAndAfter): readonly ChangeUnless[] | undefined {
  const denying = unlessEffect(after.holes, "Deny");
  const allowing = unlessEffect(before.holes, "Allow");
  if (denying === undefined || allowing === undefined) return undefined;
  return [
    ...denying.map((one): ChangeUnless => ({ ...one, time: "after" })),
    ...allowing.map(({ afterApply: _, ...one }): ChangeUnless => ({ ...one, time: "before" })),
  ];
}

/** Nothing is said to be gone while a policy is unknown, which may allow it. */
const onlyNew = (found: AccessDiff): AccessDiff => ({
  ...found,
  possible: [],
  certain: found.certain
    .filter(({ change }) => change !== "removed" && change !== "narrowed")
    .map((one) => (one.change === "shifted" ? { ...one, change: "widened" as const } : one)),
});
