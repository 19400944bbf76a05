import { compileGlob, matchGlob } from "../../../policies/language/glob.js";
import type { Request } from "../../../policies/language/request.js";
import {
  ActionComparison,
  type AlikeRequests,
  type MoreAndLess,
  type Unlisted,
} from "../../../policies/prove/actions/actionComparison.js";
import type { ActionDifference } from "../../../policies/prove/actions/compareAction.js";
import { findRequest } from "../../../policies/prove/findRequest.js";
import { type Access, difference } from "../../../policies/prove/question/access.js";
import { budgetOf, type ProveOptions } from "../../../policies/prove/question/proveOptions.js";
import { Prover, proverFor } from "../../../policies/prove/question/prover.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";

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
  readonly unlisted?: AlikeRequests["unlisted"];
}

/** What may become of an action. */
export interface PossibleChange {
  readonly action: string;
  readonly change: "new" | "gone";
  /** set where it is undecided by the proof, and not by a reading */
  readonly reason?: string;
  readonly unlisted?: AlikeRequests["unlisted"];
}

export interface AccessDiff {
  readonly certain: readonly CertainChange[];
  readonly possible: readonly PossibleChange[];
  readonly unlisted: Unlisted;
  /** whether any request, sent by AWS or not, may be decided otherwise */
  readonly differs: boolean;
  /** the actions, in lower case, that the questions are about; absent where that is all */
  readonly within?: ReadonlySet<string>;
}

/** With the actions that differences are reported by. */
export type DiffAccessOptions = ProveOptions & { readonly reference: ServiceReference };

/**
 * The questions of a diff: what is certainly new and gone, and what may be, each as what one set of requests has
 * and another lacks. What is possible is as certain where nothing is unknown.
 */
export interface DiffQuestions {
  readonly gain: MoreAndLess;
  readonly loss: MoreAndLess;
  readonly mayGain?: MoreAndLess;
  readonly mayLose?: MoreAndLess;
  /** everything allowed before and after, at most */
  readonly before: Access;
  readonly after: Access;
  /** what the questions are about, where that is not everything */
  readonly space?: Access;
}

/**
 * Reports what access is new and what is gone, by classes of actions.
 *
 * @throws Error when the answers contradict each other: a bug
 */
export function diffAccess(asked: DiffQuestions, options: DiffAccessOptions): AccessDiff {
  const { gain, loss, mayGain = gain, mayLose = loss } = asked;
  const questions = [gain, loss, mayGain, mayLose];
  const prover = proverFor({ ...options, budget: budgetOf(options) });
  const { reference: _, ...withoutReference } = prover;
  const empty = emptyAmong(questions, new Prover({ ...withoutReference, universe: "any" }, prover));
  if (questions.every((question) => empty.has(question))) return nothingChanged;
  const spaces = asked.space === undefined ? [] : [asked.space];
  const sets = [...questions.flatMap(({ more, less }) => [more, less]), asked.before, asked.after, ...spaces];
  const comparison = new ActionComparison(sets, prover, asked.space);
  const answers = new Map<MoreAndLess, ByName>();
  for (const question of questions) {
    if (answers.has(question)) continue;
    answers.set(question, byName(empty.has(question) ? [] : comparison.beyond(question)));
  }
  const groups = grouped(questions.map((question) => answers.get(question)!));
  const resolved = groups.map((group) => resolveGroup(group, { comparison, asked }));
  checkReplays(resolved, asked, comparison);
  const [certain, possible] = [
    resolved.flatMap((one) => one.certain),
    resolved.flatMap((one) => one.possible),
  ];
  return {
    certain,
    possible: possible.filter((one) => !isReported(one, resolved)),
    unlisted: comparison.unlisted,
    differs: true,
    ...(certain.length > 0 && asked.space && { within: actionsIn(asked.space, comparison) }),
  };
}

const nothingChanged: AccessDiff = {
  certain: [],
  possible: [],
  unlisted: { samples: [], named: [] },
  differs: false,
};

/** The questions that no request at all answers, which is shown sooner than action by action. */
const emptyAmong = (questions: readonly MoreAndLess[], prover: Prover): ReadonlySet<MoreAndLess> =>
  new Set(
    [...new Set(questions)].filter(
      ({ more, less }) => findRequest(difference(more, less), prover).kind === "empty",
    ),
  );

type Resolved = Pick<AccessDiff, "certain" | "possible">;

const actionsIn = (more: Access, comparison: ActionComparison): ReadonlySet<string> =>
  new Set(
    comparison
      .beyond({ more, less: { kind: "either", parts: [] } })
      .flatMap(({ actions }) => actions.map((action) => action.toLowerCase())),
  );

/** What is certainly new is in the widest reading, too, which allows all that the narrowest does; and what is gone was. */
function checkReplays(
  resolved: readonly Resolved[],
  { gain, loss, before, after }: DiffQuestions,
  comparison: ActionComparison,
): void {
  const isIn = ({ more, less }: MoreAndLess, widest: Access): ((request: Request) => boolean) => {
    const [has, had, may] = [more, less, widest].map((access) => comparison.contains(access));
    return (request) => has!(request) && !had!(request) && may!(request);
  };
  const [isGain, isLoss] = [isIn(gain, after), isIn(loss, before)];
  for (const { change, witness } of resolved.flatMap(({ certain }) => certain)) {
    const isRight = directionsOf[change].includes("new") ? isGain : isLoss;
    if (!isRight(witness)) throw new Error(`the readings disagree: ${JSON.stringify(witness)}`);
  }
}

/** Whether what may become of the unlisted actions of a pattern is reported for a listed one, too, or for none. */
function isReported({ action, change, unlisted }: PossibleChange, all: readonly Resolved[]): boolean {
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

type ByName = ReadonlyMap<string, AlikeRequests>;

const byName = (found: readonly AlikeRequests[]): ByName =>
  new Map(found.flatMap((alike) => alike.actions.map((action) => [action, alike] as const)));

/** Actions that are alike in each of some answers, sorted. */
function grouped(answers: readonly ByName[]): readonly Group[] {
  const numbers = new Map<AlikeRequests | undefined, number>();
  const numberOf = (alike: AlikeRequests | undefined): number => {
    if (!numbers.has(alike)) numbers.set(alike, numbers.size);
    return numbers.get(alike)!;
  };
  const groups = new Map<string, Group & { readonly actions: string[] }>();
  const names = new Set(answers.flatMap((answer) => [...answer.keys()]));
  for (const action of [...names].sort()) {
    const found = answers.map((answer) => answer.get(action));
    const key = found.map(numberOf).join();
    const known = groups.get(key);
    if (known !== undefined) known.actions.push(action);
    else groups.set(key, { actions: [action], found });
  }
  return [...groups.values()];
}

interface Group {
  readonly actions: readonly string[];
  /** what is certainly new and gone, and what may be */
  readonly found: readonly (AlikeRequests | undefined)[];
}

function resolveGroup(
  { actions, found: [gain, loss, mayGain, mayLose] }: Group,
  { comparison, asked }: { readonly comparison: ActionComparison; readonly asked: DiffQuestions },
): Resolved {
  const unlisted = [gain, loss, mayGain, mayLose].find((one) => one?.unlisted !== undefined)?.unlisted;
  const about = unlisted === undefined ? {} : { unlisted };
  const changes = [
    ...(gain?.witness === undefined ? possibly([gain, mayGain], "new") : []),
    ...(loss?.witness === undefined ? possibly([loss, mayLose], "gone") : []),
  ];
  const possible = actions.flatMap((action) => changes.map((change) => ({ action, ...change, ...about })));
  const [shown, other] = gain?.witness === undefined ? [loss, undefined] : [gain, loss?.witness];
  if (shown?.witness === undefined) return { certain: [], possible };
  const isKept = () => comparison.mayHave(shown === gain ? asked.before : asked.after, shown);
  const change =
    other !== undefined
      ? "shifted"
      : shown === gain
        ? isKept()
          ? "widened"
          : "added"
        : isKept()
          ? "narrowed"
          : "removed";
  const { witness, universe } = shown;
  return { certain: [{ actions, change, witness, universe, ...about }], possible };
}

function possibly(
  found: readonly (AlikeRequests | undefined)[],
  change: PossibleChange["change"],
): readonly Pick<PossibleChange, "change" | "reason">[] {
  const may = found.at(-1);
  if (may?.witness !== undefined) return [{ change }];
  const reason = found.find((one) => one?.reason !== undefined)?.reason;
  return reason === undefined ? [] : [{ change, reason }];
}
