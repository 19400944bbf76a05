const { describePlan } = require("../../../../../harness/runners/mocha/mocha.ts");

// The same in CommonJS, which could not wait.
for (const [source, options] of JSON.parse(process.env["PLANPROOF_SUITE"] ?? "[]")) {
  describePlan(source, options);
}
