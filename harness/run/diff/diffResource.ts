import type { HeldResource } from "../../../policies/language/policySet.js";
import { type CallerClass, policiesFor } from "../../../policies/prove/callers/callerClass.js";
import { callerClasses } from "../../../policies/prove/callers/callerClasses.js";
import type { Access } from "../../../policies/prove/question/access.js";
import { inAny } from "../../../properties/allowedBy.js";
import type { Bounded } from "../../../properties/bounded.js";
import { boundsOf } from "../../../properties/target.js";
import { unsignedActions } from "../../../properties/unsignedActions.js";
import type { BeforeAndAfter } from "./beforeAndAfter.js";
import { byStatements } from "./byStatements.js";
import { callerAccess, inSpace } from "./callerAccess.js";
import { type Diff, joinDiffs, unchanged } from "./diff.js";
import type { DiffAccessOptions, DiffQuestions } from "./diffAccess.js";
import { reportDiff } from "./reportDiff.js";
import { isWider, type ReportedAccess, withoutReported } from "./reportedAccess.js";
import { isUnchanged } from "./sameLimits.js";
import { holesInOrder, joinGaps } from "./undecidedChanges.js";

/** What changes at a resource, and for which callers. */
export interface ResourceDiff {
  readonly diff: Diff;
  /** by class of callers, the widest first */
  readonly reported: readonly ReportedAccess[];
}

/**
 * Reports what a change of a resource policy or trust policy does, for each class of callers that it distinguishes,
 * the widest first: what a wider class gains or loses, too, is not reported again.
 *
 * @param principals the ARNs of callers that are reported elsewhere
 */
export function diffResource(
  side: BeforeAndAfter,
  principals: readonly string[],
  options: DiffAccessOptions,
): ResourceDiff {
  const { target, before, after } = side;
  const held = isUnchanged(before, after) ? undefined : heldAt(side);
  if (held === undefined) return { diff: unchanged, reported: [] };
  const holes = holesInOrder([...after.holes, ...before.holes]);
  if (holes.length > 0) {
    return { diff: { ...unchanged, undecided: [{ target, kind: "holes", holes }] }, reported: [] };
  }
  const reported: ReportedAccess[] = [];
  const diffs = classesOf(held, side, principals).map((callers) => {
    const asked = questionsOf(callers, held);
    const wider = reported.filter((one) => isWider(one.callers, callers));
    const found = diffFor(callers, withoutReported(asked, wider), { side, held, options });
    if (!isSilent(found)) {
      reported.push({
        callers,
        asked,
        byStatements: byStatements(found, held.before.upper, held.after.upper),
      });
    }
    return found;
  });
  const contradicted = diffs.some((one) => one.contradicted.length > 0) && diffs.every(isSilent);
  const { changes, undecided } = joinDiffs(diffs);
  return {
    diff: { changes, undecided: joinGaps(undecided), contradicted: contradicted ? [target] : [] },
    reported,
  };
}

const isSilent = ({ changes, undecided }: Diff): boolean => changes.length + undecided.length === 0;

/** A resource at two times; where it has no policy, or does not exist, it grants and denies nothing. */
interface HeldSides {
  readonly before: Bounded<HeldResource>;
  readonly after: Bounded<HeldResource>;
}

function heldAt({ before, after }: BeforeAndAfter): HeldSides | undefined {
  const [first, second] = [before, after].map((readings) => {
    const { upper, lower, unknown } = boundsOf(readings);
    return { upper: upper.resources?.[0], lower: lower.resources?.[0], unknown };
  }) as [Bounded<HeldResource | undefined>, Bounded<HeldResource | undefined>];
  const known = second.upper ?? first.upper ?? second.lower ?? first.lower;
  if (known === undefined) return undefined;
  const bare: HeldResource = { ...known, policies: [] };
  const filled = ({ upper = bare, lower = bare, unknown }: Bounded<HeldResource | undefined>) => {
    return { upper, lower, unknown };
  };
  return { before: filled(first), after: filled(second) };
}

const readingsIn = ({ before, after }: HeldSides): readonly HeldResource[] => [
  after.upper,
  after.lower,
  before.upper,
  before.lower,
];

/**
 * The classes of callers that the policies distinguish. The other principals of the account can do nothing new where
 * the resource is new, as no policy limited them before: their own policies were there.
 */
function classesOf(
  held: HeldSides,
  { resource, absent }: BeforeAndAfter,
  principals: readonly string[],
): readonly CallerClass[] {
  const { account, arns } = held.after.upper;
  const partition = /^arn:([^:*?]+):/.exec(arns[0] ?? "")?.[1];
  const classes = callerClasses(
    readingsIn(held).flatMap(({ policies }) => policies),
    { ...(account !== undefined && { account }), ...(partition !== undefined && { partition }), principals },
  );
  return classes.filter(
    ({ kind }) =>
      !(kind === "ownPrincipals" && absent !== undefined) &&
      !(kind === "everyone" && (resource === "trust" || unsignedActions(held.after.upper).length === 0)),
  );
}

function questionsOf(callers: CallerClass, { before, after }: HeldSides): DiffQuestions {
  const [mostBefore, leastBefore, mostAfter, leastAfter] = [
    ...[before.upper, before.lower],
    ...[after.upper, after.lower],
  ].map((held) => callerAccess(callers, held)) as [Access, Access, Access, Access];
  const isOpen = before.unknown.length + after.unknown.length > 0;
  return {
    before: mostBefore,
    after: mostAfter,
    space: inAny(inSpace(before.upper), inSpace(after.upper)),
    gain: { more: leastAfter, less: mostBefore },
    loss: { more: leastBefore, less: mostAfter },
    ...(isOpen && {
      mayGain: { more: mostAfter, less: leastBefore },
      mayLose: { more: mostBefore, less: leastAfter },
    }),
  };
}

interface ResourceSide {
  readonly side: BeforeAndAfter;
  readonly held: HeldSides;
  readonly options: DiffAccessOptions;
}

function diffFor(callers: CallerClass, asked: DiffQuestions, { side, held, options }: ResourceSide): Diff {
  const { kind, name, principal, members } = callers;
  const { account } = held.after.upper;
  const [before, after] = [held.before.upper, held.after.upper].map((one) => policiesFor(callers, one));
  return reportDiff({
    target: side.target,
    caller: { kind, name },
    // what the policies of the callers are taken to allow, the plan does not say
    ...(side.replay !== undefined && callers.ownPolicies === "nothing" && { replay: side.replay }),
    ...(side.absent === "before" && { newTarget: true }),
    asked,
    before: before!,
    after: after!,
    holes: [...held.after.unknown, ...held.before.unknown],
    options: {
      ...options,
      principal,
      among: members,
      ...(account !== undefined && { resourceAccount: account }),
    },
  });
}
