import type { Extraction } from "../../harness/plan/extraction.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { Outcome, Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import type { Checking, Promised } from "./checking.js";
import { properties, verdictOf } from "./lawfulProperties.js";
import { sameTarget, targetsOf } from "./sameTarget.js";

/**
 * What holds holds in the end, what is refuted is refuted in the end by the same request, and what a property
 * says nothing about is not refuted. That nothing was found by a search promises nothing.
 */
export const promisedVerdicts = (open: Extraction, checking: Checking): readonly Promised[] =>
  targetsOf(open).flatMap((target) =>
    properties.flatMap((property): readonly Promised[] => {
      const { options, tally } = checking;
      const said = verdictOf(property, target, options);
      tally[said?.verdict === "undecided" ? "undecided" : "decided"] += 1;
      if (said?.verdict === "undecided" || (said?.verdict === "holds" && said.by === "search")) return [];
      return [(closed) => brokenVerdict({ property, target, said }, closed, checking)];
    }),
  );

interface Verdict {
  readonly property: Property;
  readonly target: Target;
  /** undefined where it says nothing */
  readonly said: Outcome | undefined;
}

const brokenVerdict = (
  { property, target, said }: Verdict,
  closed: Extraction,
  { options, tally }: Checking,
): string | undefined => {
  const about = `${property.id} of ${target.address} (${said?.verdict ?? "does not apply"})`;
  const same = sameTarget(target, closed);
  if (same === undefined) return `${about}: it is gone`;
  // the document is refused once it is known
  if (same.holes.length > 0) return undefined;
  tally.compared += 1;
  const end = verdictOf(property, same, options);
  // what the prover does not settle in the end a search may miss; the witness is looked at all the same
  const isProved = end === undefined || end.verdict === "refuted" || end.by === "proof";
  const isBroken = isProved && (said?.verdict === "refuted") !== (end?.verdict === "refuted");
  if (isBroken) return `${about}: ${JSON.stringify(end)}, not ${JSON.stringify(said)}`;
  if (said?.verdict !== "refuted" || property.id === "at-least-logs") return undefined;
  const { request, decision } = said.witness!;
  const decided = authorize(compile(same.policies), request);
  return decided === decision ? undefined : `${about}: the witness is ${decided}: ${JSON.stringify(said)}`;
};
