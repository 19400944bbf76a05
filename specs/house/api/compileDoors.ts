import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { absolute } from "../repository.js";

/** Where examples are compiled, and the declarations of the doors are written. */
const playground = ".planproof/api";

/** What users import, by the file of its door. */
const packages: Readonly<Record<string, string>> = {
  planproof: "harness/planproof.ts",
  "planproof/policies": "policies/policies.ts",
  "planproof/generators": "generators/generators.ts",
  "planproof/properties": "properties/properties.ts",
  "planproof/mocha": "harness/runners/mocha/mocha.ts",
  "planproof/vitest": "harness/runners/vitest/vitest.ts",
  "planproof/jest": "harness/runners/jest/jest.ts",
  "planproof/node": "harness/runners/node/node.ts",
  "planproof/chai": "harness/runners/chai/chai.ts",
  "planproof/cdktf": "harness/cdktf/cdktf.ts",
};

export interface CompiledDoors {
  /** what the compiler says; empty where it has nothing to say */
  readonly faults: string;
  /** the declarations of a source file, as users of the package get them */
  readonly declarations: (file: string) => string;
}

/** Compiles the doors, from the sources, together with examples by their file name. */
export function compileDoors(examples: ReadonlyMap<string, string> = new Map()): CompiledDoors {
  rmSync(absolute(playground), { recursive: true, force: true });
  mkdirSync(absolute(playground), { recursive: true });
  const imports = Object.keys(packages).map((name) => `import ${JSON.stringify(name)};\n`);
  const files = new Map([...examples, ["doors.ts", imports.join("")]]);
  for (const [name, code] of files) writeFileSync(absolute(`${playground}/${name}`), `${code}\nexport {};\n`);
  const paths = Object.fromEntries(Object.entries(packages).map(([name, file]) => [name, [`../../${file}`]]));
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: "declarations",
    rootDir: "../..",
    noUnusedLocals: false,
    paths,
  };
  const config = { extends: "../../tsconfig.json", compilerOptions, files: [...files.keys()], include: [] };
  writeFileSync(absolute(`${playground}/tsconfig.json`), JSON.stringify(config));
  const { stdout, stderr } = node(["node_modules/typescript/bin/tsc", "-p", `${playground}/tsconfig.json`]);
  return {
    faults: stdout + stderr,
    declarations: (file) =>
      readFileSync(absolute(`${playground}/declarations/${file.replace(/\.ts$/, ".d.ts")}`), "utf8"),
  };
}

/** Runs examples that {@link compileDoors} compiled, in one process; the message of each that fails, by its file. */
export function runExamples(names: readonly string[]): Readonly<Record<string, string>> {
  const program = `
    const faults = {};
    const print = console.log;
    console.log = console.error = () => {};
    for (const name of ${JSON.stringify(names)})
      await import(\`./\${name}\`).catch((thrown) => { faults[name] = String(thrown?.stack ?? thrown); });
    print(JSON.stringify(faults));`;
  writeFileSync(absolute(`${playground}/run.ts`), `${program}\nexport {};\n`);
  const tsx = ["node_modules/tsx/dist/cli.mjs", "--tsconfig", absolute(`${playground}/tsconfig.json`)];
  const { stdout, stderr, status } = node([...tsx, absolute(`${playground}/run.ts`)]);
  if (status !== 0) throw new Error(stdout + stderr);
  return JSON.parse(stdout) as Readonly<Record<string, string>>;
}

const node = ([script, ...rest]: readonly string[]) =>
  spawnSync(process.execPath, [absolute(script!), ...rest], { cwd: absolute("."), encoding: "utf8" });
