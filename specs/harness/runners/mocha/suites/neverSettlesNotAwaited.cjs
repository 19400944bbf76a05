require("./neverSettles.cjs");
const { describePlan } = require("../../../../../harness/runners/mocha/mocha.ts");

describePlan("noop.plan.json");
