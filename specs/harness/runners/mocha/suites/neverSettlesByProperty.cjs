require("./neverSettles.cjs");
const { describePlanByProperty } = require("../../../../../harness/runners/mocha/mocha.ts");

describePlanByProperty("noop.plan.json");
