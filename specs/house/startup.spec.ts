import { expect } from "chai";
import { readText } from "./repository.js";

/** What a file imports when it is loaded: no types, and nothing that it imports later by `import()`. */
const importsAtLoad = (path: string): readonly string[] =>
  [...readText(path).matchAll(/^(?:import|export)\s+(?!type\b)[\w$\s{},*]*?from\s*["']([^"']+)["']/gm)].map(
    ([, specifier]) =>
      specifier!.startsWith(".")
        ? new URL(specifier!, `file:///${path}`).pathname.slice(1).replace(/\.js$/, ".ts")
        : specifier!,
  );

/** Everything loaded with a file, itself included. */
function loadedWith(entry: string): readonly string[] {
  const loaded = new Set([entry]);
  for (const path of loaded) {
    if (!path.endsWith(".ts")) continue;
    for (const next of importsAtLoad(path)) loaded.add(next);
  }
  return [...loaded];
}

describe("the start of the command line", () => {
  const loaded = loadedWith("harness/cli/frame/main.ts");

  it("loads no command before it is chosen, no policy language, no package and no data", () => {
    const heavy =
      /Command\.ts$|Commands\.ts$|^policies\/(?!text\/(diagnostic|greatest|nearestNames)\.ts$)|^(generators|properties)\//;
    const odd = loaded.filter((path) =>
      path.endsWith(".ts") ? heavy.test(path) : !path.startsWith("node:"),
    );
    expect(odd.filter((path) => path !== "harness/cli/frame/findCommand.ts")).to.deep.equal([]);
  });

  it("loads few files, for each takes half a millisecond", () => {
    expect(loaded.length).to.be.within(10, 40);
  });

  it("would be caught at loading a command", () => {
    expect(loadedWith("harness/cli/commands/checkCommand.ts")).to.include("fast-check");
  });
});
