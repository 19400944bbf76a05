import type { Extraction } from "../../harness/plan/extraction.js";
import { type BeforeAndAfter, type Change, type Diff, diffTargets } from "../../harness/run/diffTargets.js";
import { ofOnePlan } from "../../harness/run/pairTargets.js";
import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import type { Readings } from "../../properties/target.js";
import type { Checking, Promised } from "./checking.js";
import { isAllowed } from "./sameTarget.js";

/** A change that is told is one in the end, and what is not told of as possible does not change. */
export const promisedDiff = (open: Extraction, { options, tally }: Checking): readonly Promised[] =>
  sidesOf(open).map((side) => {
    const said = diffTargets([side], options);
    tally.changes += said.changes.length;
    return (closed) => {
      const same = sidesOf(closed).find(({ target }) => target === side.target);
      if (same === undefined || ![same.before, same.after].every(isKnown)) return undefined;
      tally.compared += 1;
      const end = diffTargets([same], options);
      const broken = said.changes.map((change) => brokenChange(change, same, end)).find(Boolean);
      return broken ?? untold(said, end);
    };
  });

const sidesOf = ({ targets, earlier }: Extraction): readonly BeforeAndAfter[] =>
  ofOnePlan([...targets, ...(earlier?.gone ?? [])]);

const isKnown = ({ narrowest, holes }: Readings): boolean => holes.length === 0 && narrowest === undefined;

/** What a change may turn out to be in the end; less than it tells is what is undecided beside it. */
const ends: Readonly<Record<Change["change"], readonly string[]>> = {
  added: ["added"],
  removed: ["removed"],
  widened: ["added", "widened", "shifted"],
  narrowed: ["removed", "narrowed", "shifted"],
  shifted: ["shifted"],
};

const brokenChange = (
  { target, action, change, witness }: Change,
  { before, after }: BeforeAndAfter,
  end: Diff,
): string | undefined => {
  const found = end.changes.find((one) => one.action === action);
  const isUnproved =
    found === undefined &&
    (isPattern(action) || end.undecided.some(({ actions }) => actions?.includes(action) ?? true));
  if (!isUnproved && !ends[change].includes(found?.change ?? ""))
    return `${target}: ${action} was ${change} and is ${found?.change}`;
  const isGone = change === "removed" || change === "narrowed";
  const [more, less] = isGone ? [before, after] : [after, before];
  if (isAllowed(more.policies, witness) && !isAllowed(less.policies, witness)) return undefined;
  return `${target}: ${action} was ${change}, not so: ${JSON.stringify(witness)}`;
};

/** Of actions that no reference has one that it has may tell as much, and need not in the end. */
const isPattern = (action: string): boolean => /[*?]/.test(action);

/** Whether what is told of one action is about another, or about one of those that a pattern stands for. */
const covers = (action: string, told: string): boolean =>
  matchGlob(compileGlob(action.toLowerCase()), told.toLowerCase());

const untold = ({ changes, undecided }: Diff, end: Diff): string | undefined => {
  if (undecided.some(({ actions }) => actions === undefined)) return undefined;
  const told = [...changes.map(({ action }) => action), ...undecided.flatMap(({ actions }) => actions!)];
  const found = end.changes.find(({ action }) => !told.some((name) => covers(action, name)));
  return found && `${found.target}: nobody said that ${found.action} is ${found.change}`;
};
