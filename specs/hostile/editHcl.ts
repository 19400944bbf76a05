import type { Dice } from "./dice.js";
import { editText } from "./editJson.js";

const expressions: readonly ((count: number) => string)[] = [
  (count) => `${"!".repeat(count)}true`,
  (count) => `${"-".repeat(count)}1`,
  (count) => `${"(".repeat(count)}1${")".repeat(count)}`,
  (count) => `${"[".repeat(count)}${"]".repeat(count)}`,
  (count) => `${'"${'.repeat(count)}1${'}"'.repeat(count)}`,
  (count) => `1${" + 1".repeat(count)}`,
  (count) => `${"true ? ".repeat(count)}1${" : 2".repeat(count)}`,
  (count) => `1e${count}`,
  (count) => `"${"a".repeat(count)}"`,
  (count) => `jsonencode(${"{a=".repeat(count)}1${"}".repeat(count)})`,
  (count) => `<<EOT\n${"%{ if true }".repeat(count)}x${"%{ endif }".repeat(count)}\nEOT`,
  (count) => `[for x in range(${count}) : x if x != null...]`,
  (count) => `aws_iam_role.r${"[0]".repeat(count)}`,
  (count) => `${"a.".repeat(count)}b`,
];

/** Edits the source of a Terraform configuration; nothing in it nests deeper than `depth`. */
export function editHcl(text: string, dice: Dice, depth: number): string {
  const count = 1 + dice.below(depth);
  const expression = dice.pick(expressions)(count);
  return dice.pick<() => string>([
    () => `${text}\nlocals { odd = ${expression} }\n`,
    () => text.replace(/= .*$/m, () => `= ${expression}`),
    () => `${text}\n${"a {\n".repeat(count)}${"}\n".repeat(count)}`,
    () => editText(text, dice),
    () => text.slice(0, dice.below(text.length)),
    () => `${text}\n/*${"*".repeat(count)}`,
  ])();
}
