const { describePlanByProperty } = require("../../../../../harness/runners/mocha/mocha.ts");

// The same in CommonJS, where a test file cannot wait for a plan to be read.
for (const [source, options] of JSON.parse(process.env["PLANPROOF_SUITE"] ?? "[]")) {
  describePlanByProperty(source, options);
}
