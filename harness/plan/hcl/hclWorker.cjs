"use strict";

// The thread that `parseHcl` starts. The parser sets globals, never gives memory back, and is dead after it has
// overflowed the stack; a thread keeps all of that to itself. It is CommonJS in JavaScript, so that it runs alike
// from the sources and when built.

const fs = require("node:fs");
const { parentPort } = require("node:worker_threads");

// What the parser prints when it dies may quote the configuration. This is the `fs` of this thread only.
fs.writeSync = (_file, bytes) => bytes.length;

// The parser's memory may grow fivefold before it is collected, which saves a third of its time.
require("@cdktn/hcl2json/wasm/bridge_wasm_exec.js");
const { Go } = globalThis;
globalThis.Go = class extends Go {
  env = { GOGC: "400" };
};

const { parse } = require("@cdktn/hcl2json");

parentPort.on("message", (text) => {
  parse("main.tf", text).then(
    (value) => parentPort.postMessage({ ok: true, value }),
    () => parentPort.postMessage({ ok: false }),
  );
});
