import { build } from "esbuild";
import { absolute } from "../../house/repository.js";

/** The modules of `harness/page` that are made of its folder `browser`: each exports one string. */
export async function pageModules(): Promise<ReadonlyMap<string, string>> {
  const room = absolute("harness/page/");
  const { outputFiles } = await build({
    entryPoints: { script: `${room}browser/main.ts`, style: `${room}browser/page.css` },
    outdir: room,
    write: false,
    bundle: true,
    minify: true,
    platform: "browser",
    target: ["chrome123", "firefox120", "safari17.5"],
    format: "iife",
    charset: "ascii",
    logLevel: "warning",
  });
  const textOf = (suffix: string): string =>
    outputFiles.find(({ path }) => path.endsWith(suffix))!.text.trim();
  const moduleOf = (name: string, suffix: string) =>
    [
      `harness/page/${name}.ts`,
      `// Made by \`npm run page\` from the folder browser; do not edit.\nexport const ${name} =\n  ${JSON.stringify(textOf(suffix))};\n`,
    ] as const;
  return new Map([moduleOf("pageScript", ".js"), moduleOf("pageStyle", ".css")]);
}
