// What `require("planproof/vitest")` gets: vitest itself cannot be required.
throw new Error(
  "`planproof/vitest` is an ES module, as vitest is, and cannot be required: `import` it in a test file of vitest; " +
    "mocha has the door `planproof/mocha`, and `node:test` has `planproof/node`",
);
