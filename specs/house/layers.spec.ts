import { expect } from "chai";
import { breaches, importsOf } from "./layers.js";
import { filesOfFloors, readText } from "./repository.js";

const house = new Map(filesOfFloors(".ts").map((path) => [path, readText(path)]));

describe("the layers", () => {
  it("hold: imports go down, in no ring, and each file keeps to what its room may do", () => {
    expect(breaches(house)).to.deep.equal([]);
  });

  const good = new Map([
    ["policies/text/parseJson.ts", "export const parseJson = 1;"],
    [
      "policies/language/parsePolicy.ts",
      'import { parseJson } from "../text/parseJson.js";\nexport const a = parseJson;',
    ],
    ["policies/policies.ts", 'export { parsePolicy } from "./language/parsePolicy.js";\n'],
    ["generators/action.ts", 'import * as fc from "fast-check";\nexport const action = fc;'],
    [
      "harness/cli/frame/main.ts",
      'import { readFileSync } from "node:fs";\nawait import("../../plan/readPlan.js");\nreadFileSync;',
    ],
    ["harness/plan/readPlan.ts", "export const readPlan = 1;"],
    ["specs/policies/policies.spec.ts", 'import "../../policies/policies.js";'],
  ]);

  it("take a small house that is in order", () => {
    expect(breaches(good)).to.deep.equal([]);
  });

  const bad: readonly (readonly [string, string, string, string])[] = [
    [
      "an import of a higher floor",
      "policies/text/up.ts",
      'import { a } from "../../generators/action.js";',
      "lies above it",
    ],
    [
      "an import of a later room",
      "policies/text/up.ts",
      'import { a } from "../language/parsePolicy.js";',
      "lies above it",
    ],
    [
      "an upward import of a type",
      "policies/text/up.ts",
      'import type { A } from "../language/parsePolicy.js";',
      "lies above it",
    ],
    [
      "an upward import of a type in place",
      "policies/text/up.ts",
      'type A = import("../language/parsePolicy.js").A;',
      "lies above it",
    ],
    [
      "an upward import at run time",
      "policies/text/up.ts",
      'await import("../language/parsePolicy.js");',
      "lies above it",
    ],
    [
      "an upward import over many lines",
      "policies/text/up.ts",
      'import {\n  a,\n  type B,\n} from "../language/parsePolicy.js";',
      "lies above it",
    ],
    [
      "an upward hand-on",
      "policies/text/up.ts",
      'const b = 1;\nexport * from "../language/parsePolicy.js";',
      "lies above it",
    ],
    [
      "an import of the specs",
      "harness/cli/up.ts",
      'import "../../specs/policies/policies.spec.js";',
      "lies above it",
    ],
    ["an import of nothing", "policies/text/up.ts", 'import { a } from "./gone.js";', "is not there"],
    ["a computed import", "harness/run/up.ts", "const a = await import(name);", "known only when it runs"],
    ["an import of itself", "policies/text/up.ts", 'import { a } from "./up.js";', "a cycle"],
    [
      "the evaluator in the generators",
      "generators/up.ts",
      'import { a } from "../policies/evaluate/authorize.js";',
      "never import the evaluator",
    ],
    [
      "fast-check in the policies",
      "policies/evaluate/up.ts",
      'import fc from "fast-check";',
      "no fast-check",
    ],
    [
      "the root of provider-aws",
      "harness/cdktf/up.ts",
      'import * as aws from "@cdktf/provider-aws";',
      "2,600 modules",
    ],
    [
      "a file read in the evaluator",
      "policies/evaluate/up.ts",
      'import { readFile } from "node:fs/promises";',
      "touches no files",
    ],
    [
      "a door used from inside",
      "generators/up.ts",
      'import { a } from "../policies/policies.js";',
      "import the file itself",
    ],
    [
      "the package used from inside",
      "generators/up.ts",
      'import { a } from "planproof/policies";',
      "import the file itself",
    ],
    [
      "a file that only hands on",
      "generators/up.ts",
      '// more\nexport { action } from "./action.js";\n',
      "does nothing but hand on",
    ],
    ["a barrel", "generators/index.ts", "export const a = 1;", "names no concept"],
    ["a folder without a concept", "generators/utils/a.ts", "export const a = 1;", "names no concept"],
    [
      "a room that ARCHITECTURE.md does not list",
      "harness/attic/a.ts",
      "export const a = 1;",
      "lies in no room",
    ],
    ["a file in the hall", "policies/a.ts", "export const a = 1;", "lies in no room"],
  ];
  for (const [title, path, text, complaint] of bad) {
    it(`break at ${title}`, () => {
      const found = breaches(
        new Map([...good, ["policies/evaluate/authorize.ts", "export const a = 1;"], [path, text]]),
      );
      expect(found).to.have.length(1);
      expect(found[0])
        .to.match(/^[\w/.]+: | -> /)
        .and.include(path)
        .and.include(complaint);
    });
  }

  it("break at a ring of types", () => {
    const ring = new Map([
      ["policies/text/a.ts", 'import type { B } from "./b.js";\nexport type A = B;'],
      ["policies/text/b.ts", 'import type { A } from "./a.js";\nexport type B = A;'],
    ]);
    expect(breaches(ring)).to.deep.equal([
      "policies/text/a.ts -> policies/text/b.ts -> policies/text/a.ts: a cycle",
    ]);
  });

  it("see no import in a word that only looks like one", () => {
    const text =
      'const from = "./a.js";\nexport const url = new URL("./a.json", import.meta.url);\n// import nothing from "./b.js"\n';
    expect(importsOf("policies/text/a.ts", text)).to.deep.equal([]);
  });
});
