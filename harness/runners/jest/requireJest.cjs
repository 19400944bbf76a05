// What `require("planproof/jest")` gets, also where Babel wrote it for an `import`: jest cannot require an ES module.
throw new Error(
  "`planproof/jest` is an ES module, and this file is CommonJS to jest: name it `*.test.mjs`, or write " +
    '`"type": "module"` into package.json and `transform: {}` into the configuration of jest; then run ' +
    "`NODE_OPTIONS=--experimental-vm-modules npx jest`. See https://jestjs.io/docs/ecmascript-modules",
);
