import { didYouMean } from "../../policies/text/nearestNames.js";

/** What the value of an option may be: anything, one of some words, or a whole number from a minimum. */
export type OptionRule = "any" | readonly string[] | { readonly minimum: number };

/** The options of every function that searches. */
export const searchRules = {
  seed: { minimum: 0 },
  runs: { minimum: 1 },
  universe: ["typed", "any"],
} as const satisfies Readonly<Record<string, OptionRule>>;

/**
 * Refuses options that a function does not have. A misspelled option would otherwise be ignored without a word.
 *
 * @throws TypeError for a name that is not in `rules` (with the nearest one that is), and for a value that its
 * rule does not allow: both are mistakes of the calling program, not of its input
 */
export function refuseOptions(
  verb: string,
  options: object,
  rules: Readonly<Record<string, OptionRule>>,
): void {
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name]! : undefined;
    if (rule === undefined)
      throw new TypeError(`${verb}: unknown option \`${name}\`; ${didYouMean(name, Object.keys(rules))}`);
    const fault = value === undefined ? undefined : faultOf(value, rule);
    if (fault !== undefined)
      throw new TypeError(`${verb}: \`${name}\` cannot be \`${String(value)}\`; ${fault}`);
  }
}

/** What a value should be instead; undefined for one that its rule allows. */
function faultOf(value: unknown, rule: OptionRule): string | undefined {
  if (rule === "any") return undefined;
  if ("minimum" in rule) {
    const fits = Number.isSafeInteger(value) && (value as number) >= rule.minimum;
    return fits ? undefined : `expected a whole number from ${rule.minimum} up`;
  }
  return rule.some((word) => word === value) ? undefined : didYouMean(String(value), rule);
}
