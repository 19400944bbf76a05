import { extractPlan } from "../harness/plan/plans.js";
import type { Checking } from "./checking.js";
import type { DrawnPlan } from "./drawnPlan.js";
import { fillings } from "./later.js";
import { planOf } from "./planOf.js";
import { promisedBounds } from "./promisedBounds.js";
import { promisedDiff } from "./promisedDiff.js";
import { promisedRelations } from "./promisedRelations.js";
import { promisedVerdicts } from "./promisedVerdicts.js";
import { unlisted } from "./unlisted.js";

/** Says how an answer about a plan turns out to be wrong in one of its fillings; undefined where none does. */
export function brokenPromise(plan: DrawnPlan, checking: Checking): string | undefined {
  const { tally, isQuick = false } = checking;
  tally.plans += 1;
  const open = extractPlan(planOf(plan));
  const promises = [
    ...promisedBounds(open, checking),
    ...(isQuick ? [] : promisedVerdicts(open, checking)),
    ...(isQuick ? [] : promisedDiff(open, checking)),
    ...(isQuick ? [] : promisedRelations(open, checking)),
  ];
  for (let filling = 0; filling < fillings; filling += 1) {
    tally.fillings += 1;
    const closed = extractPlan(planOf(plan, filling));
    const broken = promises.map((promise) => promise(closed)).find((one) => one !== undefined);
    if (broken !== undefined) return `filling ${filling}: ${broken}`;
  }
  return unlisted(plan, open);
}
