require("./neverSettles.cjs");
const { describePlanByProperty } = require("../../../../harness/mocha/mocha.ts");

describePlanByProperty("noop.plan.json");
