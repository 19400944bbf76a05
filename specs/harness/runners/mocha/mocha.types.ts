import { loadSource } from "../../../../harness/planproof.js";
import {
  describePlan,
  describePlanByProperty,
  type PlanOptions,
} from "../../../../harness/runners/mocha/mocha.js";
import { noIamAdministration } from "../../../../properties/properties.js";

// Compiled with the rest and never run: what the types of the door accept and refuse.
export async function accepted(): Promise<void> {
  const options: PlanOptions = {
    properties: ["tag-guard", noIamAdministration],
    undecided: "allow",
    expectPolicies: 3,
    seed: 1,
    runs: 10,
    account: "123456789012",
  };
  await describePlan("plan.json", options);
  await describePlan(await loadSource("plan.json"));
  describePlanByProperty("plan.json", { universe: "typed" });
}

export async function refused(): Promise<void> {
  // @ts-expect-error a loaded source is awaited first
  await describePlan(loadSource("plan.json"));
  // @ts-expect-error a source that could not be read has no targets
  await describePlan((await loadSource("plan.json")).value);
  // @ts-expect-error a misspelled option
  await describePlan("plan.json", { property: ["tag-guard"] });
  // @ts-expect-error undecided verdicts fail or are allowed
  await describePlan("plan.json", { undecided: "ignore" });
  // @ts-expect-error a number of policies
  await describePlan("plan.json", { expectPolicies: "3" });
  // @ts-expect-error properties are a list
  describePlanByProperty("plan.json", { properties: "tag-guard" });
}
