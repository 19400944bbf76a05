import { countVerdicts, type FailOn } from "./failOn.js";
import type { Counts, Verdict } from "./report.js";

/** Of the verdicts that are refuted: how many fail nothing, by the reason. */
export function excusedCounts(
  verdicts: readonly Verdict[],
  failOn: FailOn,
): Pick<Counts, "belowGate" | "excepted" | "baseline" | "before"> {
  const of = (excuse: "below" | "excepted" | "baseline" | "before") =>
    countVerdicts(verdicts, "refuted", { failOn, excuse });
  return { belowGate: of("below"), excepted: of("excepted"), baseline: of("baseline"), before: of("before") };
}
