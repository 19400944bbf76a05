import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { Witness } from "../../properties/property.js";

/** The answer to a question about targets. */
export interface Judgement {
  /** `undecided` is never a pass, and neither is it a failure that is proved */
  readonly verdict: "holds" | "refuted" | "undecided";
  /** a request that shows it; absent where it holds, or where none is needed */
  readonly witness?: Witness;
  /** what a person needs to see of it, as lines; empty where there is nothing to say */
  readonly lines: readonly string[];
}

/** What cannot be asked is undecided. */
export const unasked = (diagnostics: readonly Diagnostic[]): Judgement => ({
  verdict: "undecided",
  lines: diagnostics.flatMap(({ source, message, hint }) => [
    `  ${source === undefined ? message : `${source}: ${message}`}`,
    `  ${hint}`,
  ]),
});
