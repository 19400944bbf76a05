import { existsSync } from "node:fs";
import { policySetOf, rowsOf } from "../policies/prove/policySets.js";
import { proofTime, quantile } from "./proofTime.js";

/** Pairs of real and made-up policies; they lie outside of the repository. */
const path = new URL("../../../shared/data/pairs.jsonl", import.meta.url);

/** How long the prover takes for each pair, in both directions. */
export async function pairs(): Promise<void> {
  if (!existsSync(path)) {
    console.log("pairs.jsonl is not here: skipped");
    return;
  }
  const questions = rowsOf<{ left: unknown; right: unknown }>(path).flatMap((row) => {
    const [left, right] = [policySetOf(row.left), policySetOf(row.right)];
    return [
      { name: "forward", left, right },
      { name: "backward", left: right, right: left },
    ];
  });
  for (const question of questions) proofTime(question, 1);
  const times = questions.map((question) => proofTime(question, 5));
  const shares = [0.5, 0.9, 0.99, 1].map((share) => quantile(times, share).toFixed(3));
  console.log(`${shares.join(" / ")} ms  p50 / p90 / p99 / max of ${times.length} directions`);
}
