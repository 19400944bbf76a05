import { describePlan } from "../../../../harness/mocha/mocha.js";

// The suite of an infrastructure repository, run in a child mocha by mocha.spec.ts.
const [source = "", options = "{}"] = (process.env["PLANPROOF_SUITE"] ?? "").split("\n");
await describePlan(source, JSON.parse(options));
