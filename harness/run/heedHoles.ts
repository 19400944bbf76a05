import type { Outcome } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";

/**
 * What may be said of a target in the light of its holes.
 *
 * A policy that is not known could allow more or deny more than those that are: neither "holds" nor
 * "refuted" stands then, also where a property of a user's own takes no notice. What the known policies
 * alone would give is told in the reason.
 */
export function heedHoles(target: Target, outcome: Outcome): Outcome {
  const [hole, ...others] = target.holes;
  if (hole === undefined || outcome.verdict === "undecided") return outcome;
  const more = others.length === 0 ? "" : `, and ${others.length} more of its parts`;
  return {
    verdict: "undecided",
    by: outcome.by === "proof" ? "proof" : "search",
    runs: outcome.runs,
    reason: `\`${hole.address}\`${more} is open: ${hole.reason}; ${knownPart(outcome)}`,
  };
}

const knownPart = (outcome: Exclude<Outcome, { verdict: "undecided" }>): string =>
  outcome.verdict === "holds"
    ? "what is known of the target breaks nothing"
    : `what is known of the target breaks it already: ${outcome.reason}`;
