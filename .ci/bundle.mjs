// The last part of `npm run build`: the doors of the package and the command line in few files, for a start that opens
// 400 files takes half a second. What two of them share is in a file that both import, so that nothing is there twice.
import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A module finds its data and its workers in the folder of `dist` that is named as its own. */
const ownPlace = {
  name: "own-place",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/, namespace: "file" }, ({ path }) => {
      const place = JSON.stringify(`../${relative(root, path).replaceAll("\\", "/")}`);
      const contents = readFileSync(path, "utf8");
      return {
        contents: contents.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`),
        loader: "ts",
      };
    });
  },
};

/**
 * Commands that load much of the same are loaded together: a file is made for each set of entries that share something,
 * and entries apart make many of few lines. The first search with fast-check, which the second do without.
 */
const together = {
  search: ["check", "except", "compare", "mutate", "corpusGenerate", "generateRequests", "explain"],
  read: [
    "extract",
    "decide",
    "who",
    "diff",
    "history",
    "corpusReplay",
    "corpusMerge",
    "reportMerge",
    "redact",
  ],
  list: ["listPolicies", "init"],
};
const loadTogether = {
  name: "load-together",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/\w+Command\.js$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const group = Object.keys(together).find((name) =>
        together[name].some((command) => path === `./${command}Command.js`),
      );
      if (group === undefined) return { errors: [{ text: `${path} is in no group of \`together\`` }] };
      return { path: group, namespace: "together", pluginData: resolveDir };
    });
    onLoad({ filter: /./, namespace: "together" }, ({ path, pluginData: resolveDir }) => {
      const contents = together[path].map((name) => `export * from "./${name}Command.js";`).join("\n");
      return { contents, resolveDir };
    });
  },
};

const { metafile } = await build({
  absWorkingDir: root,
  metafile: true,
  entryPoints: {
    main: `${root}harness/cli/frame/main.ts`,
    planproof: `${root}harness/planproof.ts`,
    policies: `${root}policies/policies.ts`,
    generators: `${root}generators/generators.ts`,
    properties: `${root}properties/properties.ts`,
    mocha: `${root}harness/runners/mocha/mocha.ts`,
    vitest: `${root}harness/runners/vitest/vitest.ts`,
    jest: `${root}harness/runners/jest/jest.ts`,
    node: `${root}harness/runners/node/node.ts`,
    chai: `${root}harness/runners/chai/chai.ts`,
    cdktf: `${root}harness/cdktf/cdktf.ts`,
  },
  // one folder, so that each file is as deep in `dist` as any other
  outdir: `${root}dist/bundle`,
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  packages: "external",
  // not the names, which a stack shows
  minifyWhitespace: true,
  minifySyntax: true,
  // of an error that is not caught Node shows the whole line
  lineLimit: 120,
  plugins: [ownPlace, loadTogether],
  logLevel: "warning",
});

// where `require` cannot work, it says so
for (const path of ["jest/requireJest.cjs", "vitest/requireVitest.cjs"])
  copyFileSync(`${root}harness/runners/${path}`, `${root}dist/bundle/${path.split("/")[1]}`);

copyFileSync(`${root}harness/report/report.schema.json`, `${root}dist/report.schema.json`);

// what a module imports is in its bundle; the data that it reads from a file stays
for (const path of Object.keys(metafile.inputs))
  if (path.endsWith(".json")) rmSync(`${root}dist/${path}`, { force: true });
