import "./neverSettles.cjs";
import { describePlan } from "../../../../harness/mocha/mocha.js";

await describePlan("noop.plan.json");
