import { type CompiledPolicySet, compile } from "../../../policies/evaluate/compile.js";
import { explain } from "../../../policies/evaluate/explain.js";
import type { DecidingStatement, Request } from "../../../policies/language/request.js";
import { isNewer, newerThanData } from "../../../policies/reference/newerThanData.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Unless } from "../../../properties/unless.js";
import { spellActions } from "../spellActions.js";
import type { BeforeAndAfter } from "./beforeAndAfter.js";
import { type AccessDiff, type CertainChange, directionsOf, matcher } from "./diffAccess.js";
import { summarizeChange } from "./summarizeChange.js";

export type ChangeKind = CertainChange["change"];

/** What became of some actions that changed alike, regardless of what unknown parts turn out to be. */
export interface AccessChange {
  readonly target: string;
  /**
   * sorted; `*` for everything, `s3:*` for all actions of a service, those that the reference lacks included;
   * any other pattern represents the actions it matches that the reference lacks
   */
  readonly actions: readonly string[];
  /** how many actions these are, of those that the reference lists and policies name; 0 for unlisted ones alone */
  readonly count: number;
  readonly change: ChangeKind;
  /** a request for one of them that only one side allows: the later one, unless access is only gone */
  readonly witness: Request;
  /** the statements that allow the witness, on the side that does */
  readonly statements: readonly DecidingStatement[];
  /** why the other side does not allow it, as a sentence */
  readonly why: string;
  /** the same in a few words, where it depends on a context key: `now without the resource tag Owner` */
  readonly summary?: string;
  /** a SOURCE that decides the witness as it is now; absent where the plan has it no more */
  readonly replay?: string;
  /** a sentence, where the action or a key of the witness is newer than the service reference */
  readonly newer?: string;
  /** the unknown policies that alone could make it untrue; absent where nothing unknown could */
  readonly unless?: readonly ChangeUnless[];
}

/** An unknown policy that could make a change untrue: it denies the access after it, or allowed it before. */
export interface ChangeUnless extends Unless {
  readonly time: "before" | "after";
}

type DescribedChange = CertainChange & Described;

/** The certain changes of a target, those that are described in the same words as one, by their first actions. */
export function changesOf(
  { target, before, after, replay }: BeforeAndAfter,
  { certain, unlisted }: AccessDiff,
  reference: ServiceReference,
): readonly AccessChange[] {
  const describe = describing([compile(before.policies), compile(after.policies)], reference);
  const ofPatterns = certain.filter((one) => one.unlisted !== undefined);
  const listed = certain.filter((one) => one.unlisted === undefined);
  const merged = mergeAlike(listed.map((one) => ({ ...one, ...describe(one) }))).map((one) => {
    const patterns = ofPatterns.flatMap(({ change, actions }) => (change === one.change ? actions : []));
    const actions = spellActions(one.actions, { reference, unlisted, patterns });
    return { ...one, actions, count: one.actions.length };
  });
  const others = ofPatterns
    .filter((one) => one.unlisted === "reported" && !listed.some((other) => tells(other, one)))
    .flatMap((one) =>
      one.actions.map((action) => ({ ...one, ...describe(one), actions: [action], count: 0 })),
    );
  return [...merged, ...others]
    .map(({ unlisted: _, universe: __, ...change }) => ({
      target,
      ...change,
      ...(replay !== undefined && { replay }),
    }))
    .toSorted((one, other) => (one.actions[0]! < other.actions[0]! ? -1 : 1));
}

/** One for each set of words, with a witness that AWS could send if any has one. */
function mergeAlike(changes: readonly DescribedChange[]): readonly DescribedChange[] {
  const groups = new Map<string, DescribedChange[]>();
  for (const change of changes) {
    const group = groups.get(likeness(change));
    if (group === undefined) groups.set(likeness(change), [change]);
    else group.push(change);
  }
  return [...groups.values()].map((group) => {
    const shown = group.find(({ universe }) => universe === "typed") ?? group[0]!;
    return { ...shown, actions: group.flatMap(({ actions }) => actions).toSorted() };
  });
}

/** Whether the change of listed actions says all that one of the unlisted actions of a pattern does. */
const tells = (listed: CertainChange, { actions, change }: CertainChange): boolean =>
  directionsOf[change].every((kind) => directionsOf[listed.change].includes(kind)) &&
  listed.actions.some(matcher(actions[0]!));

type Described = Pick<AccessChange, "statements" | "why" | "summary" | "newer">;

/** What can be said of a change beyond its request: what allows it, and why the other side does not. */
const describing =
  ([before, after]: readonly CompiledPolicySet[], reference: ServiceReference) =>
  ({ change, witness }: CertainChange): Described => {
    const isGone = change === "removed" || change === "narrowed";
    const [allowing, denying] = isGone ? [before, after] : [after, before];
    const reasons = explain(denying!, witness).why;
    const summary = summarizeChange(witness, denying!, isGone);
    const newer = newerThanData(witness, reference);
    return {
      statements: explain(allowing!, witness).statements,
      why: reasons[1] ?? reasons[0] ?? "",
      ...(summary !== undefined && { summary }),
      ...(newer !== undefined && { newer: isNewer(newer, reference) }),
    };
  };

/** Equal for changes that are described in the same words, but for the action and the resource. */
const likeness = ({ change, statements, summary, witness, why, newer }: DescribedChange): string =>
  JSON.stringify([
    change,
    statements,
    summary,
    newer,
    witness.context,
    why.replaceAll(`the resource ${witness.resource}`, "").replaceAll(witness.action, ""),
  ]);
