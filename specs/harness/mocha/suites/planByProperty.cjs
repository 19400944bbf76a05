const { describePlanByProperty } = require("../../../../harness/mocha/mocha.ts");

// The same in CommonJS, where a test file cannot wait for a plan to be read.
const [source = "", options = "{}"] = (process.env["PLANPROOF_SUITE"] ?? "").split("\n");
describePlanByProperty(source, JSON.parse(options));
