import { spellActions } from "../spellActions.js";
import type { AccessChange } from "./accessChange.js";
import type { ComparedAccess } from "./comparedAccess.js";
import { type ChangeDescription, describingChanges } from "./describingChanges.js";
import { type AccessDiff, type CertainChange, directionsOf, matcher } from "./diffAccess.js";

type DescribedChange = CertainChange & ChangeDescription;

/** The certain changes of a target, those that are described in the same words as one, by their first actions. */
export function changesOf(
  { target, caller, newTarget, before, after, replay, options: { reference } }: ComparedAccess,
  { certain, unlisted, within }: AccessDiff,
): readonly AccessChange[] {
  const describe = describingChanges({ before, after, reference, isPrincipal: caller === undefined });
  const ofPatterns = certain.filter((one) => one.unlisted !== undefined);
  const listed = certain.filter((one) => one.unlisted === undefined);
  const merged = mergeAlike(listed.map((one) => ({ ...one, ...describe(one) }))).map((one) => {
    const patterns = ofPatterns.flatMap(({ change, actions }) => (change === one.change ? actions : []));
    const actions = spellActions(one.actions, { reference, unlisted, patterns, ...(within && { within }) });
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
      ...(caller && { caller }),
      ...(newTarget && { newTarget }),
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

/** Equal for changes that are described in the same words, but for the action and the resource. */
const likeness = ({ change, witness, why, ...described }: DescribedChange): string =>
  JSON.stringify([
    change,
    described.statements,
    described.summary,
    described.newer,
    described.by,
    described.passes,
    witness.context,
    why.replaceAll(`the resource ${witness.resource}`, "").replaceAll(witness.action, ""),
  ]);
