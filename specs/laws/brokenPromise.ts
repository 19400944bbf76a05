import type { Extraction } from "../../harness/plan/extraction.js";
import type { PlanJson } from "../../harness/plan/resources/planJson.js";
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
    const closed = extractPlan(withExample(planOf(plan, filling), open));
    const broken = promises.map((promise) => promise(closed)).find((one) => one !== undefined);
    if (broken !== undefined) return `filling ${filling}: ${broken}`;
  }
  return unlisted(plan, open);
}

/** The plan with the example that represents the key in the open one: nothing distinguishes it from its identifier. */
function withExample(plan: PlanJson, open: Extraction): PlanJson {
  const [example] = /arn:aws:kms:\*:\d{12}:key\/aws_kms_key\.k/.exec(JSON.stringify(open)) ?? [];
  if (example === undefined) return plan;
  const text = JSON.stringify(plan).replaceAll(/arn:aws:kms:eu-west-1:123456789012:key\/[abc]/g, example);
  return JSON.parse(text) as PlanJson;
}
