require("./neverSettles.cjs");
const { describePlan } = require("../../../../harness/mocha/mocha.ts");

describePlan("noop.plan.json");
