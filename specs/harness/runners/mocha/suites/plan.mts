import { describePlan } from "../../../../../harness/runners/mocha/mocha.js";

// The suite of an infrastructure repository, run in a child mocha by mocha.spec.ts.
for (const [source, options] of JSON.parse(process.env["PLANPROOF_SUITE"] ?? "[]")) {
  await describePlan(source, options);
}
