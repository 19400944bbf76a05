import "./neverSettles.cjs";
import { describePlan } from "../../../../../harness/runners/mocha/mocha.js";

await describePlan("noop.plan.json");
