import { check } from "../../harness/api/check.js";
import { reasonOf } from "../../harness/report/reasonOf.js";
import { openSource } from "../../harness/run/openSource.js";
import { collectedPlans, collection } from "../harness/plan/fixture.js";

/** Prints what the recommended laws refute in the collection of public plans, for a reader who looks for false alarms. */
const serious = ["error", "critical", "high", "medium"];

const plans = collectedPlans();
if (plans === undefined) console.log("skipped: the collection of plans of other projects is not here");
for (const name of plans ?? []) {
  const report = await check(await openSource(new URL(name, collection).pathname));
  if (!report.ok) continue;
  for (const { property, target, severity, outcome } of report.value.verdicts) {
    const level = (outcome.verdict === "refuted" ? outcome.severity : undefined) ?? severity ?? "";
    if (outcome.verdict !== "refuted" || !serious.includes(level)) continue;
    const reasons = outcome.reasons ?? [reasonOf(outcome)];
    for (const reason of reasons)
      console.log(
        [property, level, name.replace(/\.json$/, ""), target.split("#").at(-1), reason].join("\t"),
      );
  }
}
