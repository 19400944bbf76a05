import { didYouMean } from "../../policies/text/nearestNames.js";

/**
 * Refuses options that a generator does not have: a misspelt one would be ignored without a word.
 *
 * @throws TypeError for a name that is not among `names`, with the nearest one that is
 */
export function checkOptions(generator: string, options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`${generator}: unknown option \`${unknown}\`; ${didYouMean(unknown, names)}`);
}
