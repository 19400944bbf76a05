import type { Dice } from "./dice.js";

/** Strings that mean something to a terminal, a log, JavaScript, a policy or Terraform. */
export const oddStrings = [
  "",
  " ",
  "*",
  "a\0b",
  "\u061c\u202e",
  "\ud800",
  "\u{e0041}",
  "##vso[task.setvariable]x",
  "::error::x",
  "\u001b[2J",
  "__proto__",
  "constructor",
  "toString",
  "undefined",
  "${aws:username}",
  "${aws:PrincipalTag/a, 'b'}",
  "${",
  "${each.value}",
  "arn:aws:s3:::b/*",
  "arn:::::",
  "111122223333",
  "2012-10-17",
  "s3:GetObject",
  "iam:PassRole",
  "../../x",
  "[",
  '{"Statement":[]}',
] as const;

const numbers = ["1e400", "-0", "0.1e-400", "9007199254740993", "1e21", `1${"0".repeat(400)}`] as const;

/** Represents in a JSON value what JSON can say and a value cannot; {@link spellOut} writes it. */
const mark = "planproof-odd";

/** A value of any type, now and then an extreme one. */
export function oddValue(dice: Dice, depth: number): unknown {
  const wide = 1 + dice.below(3000);
  return dice.pick<() => unknown>([
    () => null,
    () => dice.oneIn(2),
    () => dice.below(10) - 2,
    () => [],
    () => ({}),
    () => dice.pick(oddStrings),
    () => `${dice.pick(oddStrings)}${dice.pick(oddStrings)}`,
    () => dice.pick(["a", "*", "?", "${a}", "\\", '"']).repeat(wide),
    () => Array.from({ length: wide % 300 }, () => dice.pick(oddStrings)),
    () => `${mark}-number-${dice.pick(numbers)}`,
    () => `${mark}-list-${1 + dice.below(depth)}`,
    () => `${mark}-object-${1 + dice.below(depth)}`,
  ])();
}

/** A key that the same object has already, written a second time. */
export const twinKey = (key: string): string => `${mark}-twin-${key}`;

/** The spelling of a JSON value, with what the marks in it represent; empty for a value that was taken away. */
export const spellOut = (value: unknown): string =>
  (JSON.stringify(value) ?? "")
    .replaceAll(new RegExp(`"${mark}-number-([^"]*)"`, "g"), "$1")
    .replaceAll(new RegExp(`"${mark}-twin-`, "g"), '"')
    .replaceAll(new RegExp(`"${mark}-list-(\\d+)"`, "g"), (_, n) => "[".repeat(n) + "]".repeat(n))
    .replaceAll(
      new RegExp(`"${mark}-object-(\\d+)"`, "g"),
      (_, n) => `${'{"a":'.repeat(n)}1${"}".repeat(n)}`,
    );
