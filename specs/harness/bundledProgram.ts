import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/**
 * The arguments with which node runs a program that imports modules of ours, by their paths from the root of the
 * repository. It is one bundle, for node with a loader of TypeScript takes ten times as long to start.
 */
export function bundledProgram(program: string): readonly string[] {
  const { outputFiles } = buildSync({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL("../..", import.meta.url)), loader: "ts" },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  return ["--input-type=module", "--eval", outputFiles[0]!.text];
}
