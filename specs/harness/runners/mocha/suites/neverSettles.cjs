const { promises } = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

// A load that never settles: no plan is ever read to its end, and nothing is left to wait for. A deadline of
// minutes comes after one second.
const { readFile } = promises;
promises.readFile = (path, ...more) =>
  String(path).endsWith(".plan.json") ? new Promise(() => {}) : readFile(path, ...more);
syncBuiltinESMExports();
const { setTimeout: start } = globalThis;
globalThis.setTimeout = (then, delay, ...more) => start(then, delay > 60_000 ? 1000 : delay, ...more);
