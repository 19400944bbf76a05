import { compile } from "../../policies/evaluate/compile.js";
import { explain } from "../../policies/evaluate/explain.js";
import type { Request } from "../../policies/language/request.js";
import { relate } from "../../policies/prove/relate.js";
import { isNewer, newerThanData } from "../../policies/reference/newerThanData.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Hole, Readings } from "../../properties/target.js";
import { changeInShort } from "./changeInShort.js";
import { defaultUniverse } from "./defaultUniverse.js";
import { type CertainChange, diffReadings, type PossibleChange } from "./diffReadings.js";
import { isUnchanged } from "./sameLimits.js";

/** One principal at two times. */
export interface BeforeAndAfter {
  readonly target: string;
  readonly principal: string;
  readonly before: Readings;
  readonly after: Readings;
}

export type ChangeKind = CertainChange["change"];

/** What became of one action, whatever open parts come to. */
export interface Change {
  readonly target: string;
  readonly action: string;
  readonly change: ChangeKind;
  /** a request that only one side allows: the later one, unless access is only gone */
  readonly witness: Request;
  /** why the other side does not allow it, as a sentence */
  readonly why: string;
  /** a sentence, where the action or a key of the witness is newer than the service reference */
  readonly newer?: string;
  /** the same in a few words, where a context key tells it: `now without the resource tag Owner` */
  readonly summary?: string;
}

/** Something about a target that is not certain. */
export interface UndecidedChange {
  readonly target: string;
  readonly reason: string;
  /** the actions it is about; absent where it is about all */
  readonly actions?: readonly string[];
}

export interface Diff {
  readonly changes: readonly Change[];
  readonly undecided: readonly UndecidedChange[];
  /** the targets that only requests that AWS never sends tell from what they were */
  readonly contradicted: readonly string[];
}

/** What a diff is told with. */
export interface DiffOptions {
  readonly reference: ServiceReference;
  /** the requests asked about; default {@link defaultUniverse} */
  readonly universe?: "any" | "typed";
}

/**
 * Tells every action that is allowed otherwise after a change than before it, for each principal, over all
 * requests that the principal could make. Where something is open, only what is certain counts as a change.
 *
 * @param onSide called before each principal is looked at, for showing progress
 */
export function diffTargets(
  sides: readonly BeforeAndAfter[],
  options: DiffOptions,
  onSide: (side: BeforeAndAfter, index: number) => void = () => {},
): Diff {
  const diffs = sides.map((side, index) => {
    onSide(side, index);
    return diffTarget(side, options);
  });
  return {
    changes: diffs.flatMap(({ changes }) => changes),
    undecided: diffs.flatMap(({ undecided }) => undecided),
    contradicted: diffs.flatMap(({ contradicted }) => contradicted),
  };
}

const unchanged: Diff = { changes: [], undecided: [], contradicted: [] };

function diffTarget(
  side: BeforeAndAfter,
  { reference, universe = defaultUniverse(reference) }: DiffOptions,
): Diff {
  const { target, principal, before, after } = side;
  if (isUnchanged(before, after)) return unchanged;
  const unbounded = [...after.holes, ...before.holes];
  if (unbounded.length > 0) return { ...unchanged, undecided: [{ target, reason: describe(unbounded) }] };
  const { certain, possible } = diffReadings(before, after, { principal, reference, universe });
  const isSame = certain.length + possible.length === 0 && universe === "typed";
  return {
    changes: certain.map((change) => ({
      target,
      ...change,
      ...whyNot(side, change),
      ...ifNewer(change, reference),
    })),
    undecided: [...unproved(target, possible), ...unread(side, possible)],
    contradicted: isSame && differsAnyhow(side) ? [target] : [],
  };
}

const ifNewer = ({ witness }: CertainChange, reference: ServiceReference): Pick<Change, "newer"> => {
  const name = newerThanData(witness, reference);
  return name === undefined ? {} : { newer: isNewer(name, reference) };
};

/** Whether some request at all, sent by AWS or not, tells the two times apart. */
const differsAnyhow = ({ principal, before, after }: BeforeAndAfter): boolean => {
  const { forward, backward } = relate(before.policies, after.policies, { principal });
  return forward.verdict === "refuted" || backward.verdict === "refuted";
};

function whyNot(
  { before, after }: BeforeAndAfter,
  { change, witness }: CertainChange,
): Pick<Change, "why" | "summary"> {
  const isGone = change === "removed" || change === "narrowed";
  const denying = compile((isGone ? after : before).policies);
  const reasons = explain(denying, witness).why;
  const summary = changeInShort(witness, denying, isGone);
  return { why: reasons[1] ?? reasons[0] ?? "", ...(summary !== undefined && { summary }) };
}

/** Actions of which a proof is missing, each with the reason. */
function unproved(target: string, possible: readonly PossibleChange[]): readonly UndecidedChange[] {
  const reasons = new Map(
    possible.flatMap(({ action, reason }) => (reason === undefined ? [] : [[action, reason] as const])),
  );
  return [...reasons].map(([action, reason]) => ({
    target,
    reason: `${action}: ${reason}`,
    actions: [action],
  }));
}

/** Actions on which the readings disagree, together. */
function unread(
  { target, before, after }: BeforeAndAfter,
  possible: readonly PossibleChange[],
): readonly UndecidedChange[] {
  const moving = [...(after.open ?? []), ...(before.open ?? [])];
  return (["new", "gone"] as const).flatMap((kind) => {
    const actions = possible
      .filter(({ change, reason }) => change === kind && reason === undefined)
      .map(({ action }) => action);
    const reason = `${describe(moving)}; access to these actions may be ${kind}`;
    return actions.length === 0 ? [] : [{ target, reason, actions }];
  });
}

/** The first hole, and how many there are; what lasts comes last. */
function describe(holes: readonly Hole[]): string {
  const distinct = new Map(holes.map((hole) => [`${hole.address}\n${hole.reason}`, hole]));
  const [hole, ...others] = [...distinct.values()].toSorted(
    (one, other) => Number(one.lasting ?? false) - Number(other.lasting ?? false),
  );
  if (hole === undefined) return "a part of it is open";
  const more = others.length === 0 ? "" : ` (and ${others.length} more like this)`;
  return `\`${hole.address}\` is open: ${hole.reason}${more}; ${hole.remedy}`;
}
