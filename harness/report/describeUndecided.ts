import type { UndecidedChange } from "../run/diff/undecidedChange.js";
import { describeHoles } from "./reasonOf.js";

/**
 * Why it is undecided what a change does, as a lower-case sentence.
 *
 * @example
 * ```ts
 * import { describeUndecided, diff, loadSource } from "planproof";
 *
 * const before = await loadSource("managed:BatchServiceRolePolicy@v7");
 * const after = await loadSource("managed:BatchServiceRolePolicy@v8");
 * const changed = await diff(before, after);
 * if (changed.ok) for (const one of changed.value.undecided) console.log(one.target, describeUndecided(one));
 * ```
 */
export function describeUndecided(undecided: UndecidedChange): string {
  if (undecided.kind === "gap") {
    const { gap, actions } = undecided;
    return actions.length === 1 ? `${actions[0]}: ${gap}` : gap;
  }
  const { holes, possible } = undecided;
  const [hole] = holes;
  return [
    describeHoles(holes),
    ...(hole === undefined ? [] : [hole.remedy]),
    ...(possible === undefined ? [] : [`access to these actions may be ${possible}`]),
  ].join("; ");
}
