import type { Extraction } from "../../harness/plan/extraction.js";
import type { AccessChange } from "../../harness/run/diff/accessChange.js";
import type { BeforeAndAfter } from "../../harness/run/diff/beforeAndAfter.js";
import type { Diff } from "../../harness/run/diff/diff.js";
import { diffTargets } from "../../harness/run/diff/diffTargets.js";
import { ofOnePlan } from "../../harness/run/diff/pairTargets.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import { writtenActions } from "../../policies/prove/question/writtenActions.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { holesOf, type Readings } from "../../properties/target.js";
import type { Checking, Promised } from "./checking.js";
import { isAllowed, sameTarget } from "./sameTarget.js";

/**
 * A change that is reported is one in the end, and what is not reported as possible does not change. One that an
 * unknown policy may make untrue is one in the end where none of them has a statement that could, and else its
 * witness is explicitly denied after the change or allowed before it if it is not.
 */
export const promisedDiff = (open: Extraction, { options, tally }: Checking): readonly Promised[] =>
  sidesOf(open).map(({ side, inEnd }) => {
    const said = diffTargets([side], options);
    tally.changes += said.changes.length;
    tally.changesUnless += said.changes.filter(({ unless }) => unless !== undefined).length;
    return (closed) => {
      const same = inEnd(closed);
      if (same === undefined || ![same.before, same.after].every(isKnown)) return undefined;
      tally.compared += 1;
      const end = diffTargets([same], options);
      const listed = listedIn(options.reference);
      const broken = byAction(said, listed)
        .map((change) =>
          isDoubtful(change, side, same)
            ? brokenWitness(change, same)
            : brokenChange(change, same, { end, listed }),
        )
        .find(Boolean);
      return broken ?? untold(said, end, listed);
    };
  });

const listedIn = ({ services, actionsOf }: ServiceReference): readonly string[] =>
  services.flatMap((service) => actionsOf(service).map(({ name }) => name));

type OneChange = Omit<AccessChange, "actions" | "count"> & { readonly action: string };

/** Each change for each of its actions; for those that are listed where a pattern is short for them. */
const byAction = ({ changes }: Diff, listed: readonly string[]): readonly OneChange[] =>
  changes.flatMap(({ actions, count, ...change }) =>
    actions.flatMap((name) => {
      const meant = isPattern(name) && count > 0 ? listed.filter((action) => covers(name, action)) : [];
      return (meant.length > 0 ? meant : [name]).map((action) => ({ ...change, action }));
    }),
  );

interface OneSide {
  readonly side: BeforeAndAfter;
  /** the same once everything is known */
  readonly inEnd: (closed: Extraction) => BeforeAndAfter | undefined;
}

const sidesOf = (open: Extraction): readonly OneSide[] => [
  ...open.targets.map((target) => ({
    side: ofOnePlan([target])[0]!,
    inEnd: (closed: Extraction) => {
      const same = sameTarget(target, closed);
      return same && ofOnePlan([same])[0];
    },
  })),
  ...goneFrom(open).map((side) => ({
    side,
    inEnd: (closed: Extraction) => goneFrom(closed).find(({ target }) => target === side.target),
  })),
];

const goneFrom = ({ earlier }: Extraction): readonly BeforeAndAfter[] => ofOnePlan([], earlier?.gone);

const isKnown = (readings: Readings): boolean => holesOf(readings).length === 0;

/** What a change may turn out to be in the end; less than it says is what is undecided in addition. */
const ends: Readonly<Record<AccessChange["change"], readonly string[]>> = {
  added: ["added"],
  removed: ["removed"],
  widened: ["added", "widened", "shifted"],
  narrowed: ["removed", "narrowed", "shifted"],
  shifted: ["shifted"],
};

/** Whether a policy that was unknown has a statement that could make a change untrue. */
const isDoubtful = ({ unless = [] }: OneChange, said: BeforeAndAfter, same: BeforeAndAfter): boolean =>
  unless.some(({ time, effect }) => {
    const known = said[time].policies.identity.map(({ source }) => source);
    return same[time].policies.identity
      .filter(({ source }) => !known.includes(source))
      .some(({ document }) => document.statements.some((statement) => statement.effect === effect));
  });

/** A witness of what is new, in doubt: not denied for want of an allow, at least. */
const brokenWitness = (
  { target, action, witness }: OneChange,
  { after }: BeforeAndAfter,
): string | undefined =>
  authorize(compile(after.policies), witness) === "implicitDeny"
    ? `${target}: ${action} was new, and nothing allows it: ${JSON.stringify(witness)}`
    : undefined;

function brokenChange(
  { target, action, change, witness, unless }: OneChange,
  { before, after }: BeforeAndAfter,
  { end, listed }: { readonly end: Diff; readonly listed: readonly string[] },
): string | undefined {
  const kinds = unless === undefined ? ends[change] : ends.widened;
  const found = byAction(end, listed).find((one) => one.action === action);
  const isAsked = listed.includes(action) || [before, after].some((one) => isWritten(action, one));
  const isUnproved =
    found === undefined &&
    (!isAsked || isPattern(action) || end.undecided.some(({ actions }) => actions?.includes(action) ?? true));
  if (!isUnproved && !kinds.includes(found?.change ?? ""))
    return `${target}: ${action} was ${change} and is ${found?.change}`;
  const isGone = change === "removed" || change === "narrowed";
  const [more, less] = isGone ? [before, after] : [after, before];
  if (isAllowed(more.policies, witness) && !isAllowed(less.policies, witness)) return undefined;
  return `${target}: ${action} was ${change}, not so: ${JSON.stringify(witness)}`;
}

/** An unlisted action is asked about by name where it is written, for example in a policy of a resource that is joined. */
const isWritten = (action: string, { policies }: Readings): boolean =>
  writtenActions({ kind: "of", policies }).some((name) => name.toLowerCase() === action.toLowerCase());

/** Of actions that no reference has one that it has may say as much, and need not in the end. */
const isPattern = (action: string): boolean => /[*?]/.test(action);

/** Whether what is said of one action is about another, or about one of those that a pattern represents. */
const covers = (action: string, told: string): boolean =>
  matchGlob(compileGlob(action.toLowerCase()), told.toLowerCase());

function untold(said: Diff, end: Diff, listed: readonly string[]): string | undefined {
  const { undecided } = said;
  if (undecided.some(({ actions }) => actions === undefined)) return undefined;
  const told = [
    ...byAction(said, listed).map(({ action }) => action),
    ...undecided.flatMap(({ actions }) => actions!),
  ];
  const found = byAction(end, listed).find(({ action }) => !told.some((name) => covers(action, name)));
  return found && `${found.target}: it is not reported that ${found.action} is ${found.change}`;
}
