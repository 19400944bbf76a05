import {
  describeCorpus,
  describePlan,
  describePlanByProperty,
  type PlanOptions,
} from "../../../../harness/runners/node/node.js";

// Compiled with the rest and never run: what the types of the door accept and refuse.
export async function accepted(): Promise<void> {
  const options: PlanOptions = { properties: ["tag-guard"], undecided: "allow", expectPolicies: 3 };
  await describePlan("plan.json", options);
  await describeCorpus("golden.jsonl", { against: ["plan.json"] });
  describePlanByProperty("plan.json", options);
}

export async function refused(): Promise<void> {
  // @ts-expect-error a misspelled option
  await describePlan("plan.json", { property: ["tag-guard"] });
  // @ts-expect-error nothing to ask
  await describeCorpus("golden.jsonl", {});
}
