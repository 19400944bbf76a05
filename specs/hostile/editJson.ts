import type { Dice } from "./dice.js";
import { editPolicy } from "./editPolicy.js";
import { absent, placesIn, replaceAt, valueAt } from "./jsonTree.js";
import { oddStrings, oddValue, twinKey } from "./oddValues.js";

/** Edits one place of a JSON value: by its type, its keys, or as a policy where it is one. */
export function editJson(value: unknown, dice: Dice, depth: number): unknown {
  const places = placesIn(value);
  const policies = places.filter((path) => isPolicy(valueAt(value, path)));
  if (policies.length > 0 && !dice.oneIn(3)) {
    return replaceAt(value, dice.pick(policies), (old) => editPolicyIn(old, dice, depth));
  }
  const place = dice.pick(places);
  const graft = valueAt(value, dice.pick(places));
  return replaceAt(value, place, (old) => editValue(old, graft, dice, depth));
}

const isPolicy = (value: unknown): boolean =>
  typeof value === "string"
    ? /^\s*\{.*"Statement"/s.test(value)
    : typeof value === "object" && value !== null && "Statement" in value;

function editPolicyIn(policy: unknown, dice: Dice, depth: number): unknown {
  if (typeof policy !== "string") return editPolicy(policy, dice, depth);
  try {
    return JSON.stringify(editPolicy(JSON.parse(policy), dice, depth));
  } catch {
    return policy.slice(0, dice.below(policy.length));
  }
}

function editValue(old: unknown, graft: unknown, dice: Dice, depth: number): unknown {
  const edits: (() => unknown)[] = [
    () => absent,
    () => oddValue(dice, depth),
    () => graft,
    () => [old],
    () => ({ [dice.pick(oddStrings)]: old }),
    () => (typeof old === "object" ? JSON.stringify(old) : String(old)),
  ];
  if (typeof old === "string") edits.push(() => editText(old, dice));
  if (Array.isArray(old))
    edits.push(
      () => [...old, ...old],
      () => old.slice(1),
      () => old.toReversed(),
    );
  else if (typeof old === "object" && old !== null) edits.push(() => editKeys(old, dice));
  return dice.pick(edits)();
}

/** Renames a key of an object, or gives it a second time. */
function editKeys(value: object, dice: Dice): unknown {
  const keys = Object.keys(value);
  if (keys.length === 0) return { [dice.pick(oddStrings)]: 1 };
  const [from, other] = [dice.pick(keys), dice.pick(keys)];
  const to = dice.pick([other, from.toUpperCase(), "__proto__", "constructor", dice.pick(oddStrings)]);
  const entries = Object.entries(value);
  if (dice.oneIn(2)) return Object.fromEntries([...entries, [twinKey(from), value[other as never]]]);
  return Object.fromEntries(entries.map(([key, inner]) => [key === from ? to : key, inner]));
}

/** Cuts a piece out of a string, doubles it, or puts something odd in its place. */
export function editText(text: string, dice: Dice): string {
  const [one, other] = [dice.below(text.length + 1), dice.below(text.length + 1)];
  const [start, end] = [Math.min(one, other), Math.max(one, other)];
  const between = dice.pick(["", text.slice(start, end).repeat(2), ...oddStrings]);
  return text.slice(0, start) + between + text.slice(dice.oneIn(2) ? start : Math.min(end, start + 20));
}
