// The last part of `npm run build`: the command line in few files, for a start that opens 400 files takes half a second.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

/** A module finds its data and its workers next to its own file, which stays where it is. */
const ownPlace = {
  name: "own-place",
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/, namespace: "file" }, ({ path }) => {
      const place = JSON.stringify(`../${relative(dist, path).replaceAll("\\", "/")}`);
      const contents = readFileSync(path, "utf8");
      return { contents: contents.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`) };
    });
  },
};

await build({
  entryPoints: [`${dist}harness/cli/frame/main.js`],
  outdir: `${dist}cli`,
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  packages: "external",
  // not the names, which a stack shows
  minifyWhitespace: true,
  minifySyntax: true,
  plugins: [ownPlace],
  logLevel: "warning",
});
