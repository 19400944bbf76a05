import { expect } from "chai";
import { dialectIn, dialectWords, proseOf } from "./dialectWords.js";
import { filesOfFloors, isGenerated, readText } from "./repository.js";

/**
 * How many dialect words the messages and docstrings of a folder may still hold. A ceiling only goes down; a folder that
 * is not listed has none.
 */
const ceilings: Readonly<Record<string, number>> = {
  generators: 7,
  "generators/near": 33,
  "harness/cdktf": 1,
  "harness/cli": 21,
  "harness/cli/commands": 14,
  "harness/cli/frame": 9,
  "harness/corpus": 21,
  "harness/mocha": 6,
  "harness/plan/configuration": 48,
  "harness/plan": 13,
  "harness/plan/hcl": 94,
  "harness/plan/input": 31,
  "harness/plan/organization": 21,
  "harness/plan/policies": 48,
  "harness/plan/principals": 35,
  "harness/plan/provider": 3,
  "harness/plan/resources": 41,
  "harness/plan/source": 35,
  "harness/plan/targets": 15,
  "harness/plan/unknown": 57,
  "harness/report": 29,
  "harness/run": 25,
  "harness/run/compare": 14,
  "harness/run/diff": 17,
  "harness/run/warnings": 4,
  "policies/evaluate": 14,
  "policies/language": 60,
  "policies/managed": 4,
  "policies/prove": 8,
  "policies/prove/actions": 2,
  "policies/prove/certificate": 5,
  "policies/prove/question": 42,
  "policies/prove/sets": 67,
  "policies/prove/solve": 12,
  "policies/prove/witness": 1,
  "policies/reference": 22,
  "policies/text": 38,
  properties: 38,
};

const folderOf = (path: string): string => path.split("/").slice(0, -1).join("/");

/** The dialect words of each folder outside the specs, with the files that hold them. */
function counted(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const path of filesOfFloors(".ts")) {
    if (path.startsWith("specs/") || isGenerated(path)) continue;
    const words = dialectIn(proseOf(readText(path))).map((word) => `${path}: ${word}`);
    if (words.length > 0) found.set(folderOf(path), [...(found.get(folderOf(path)) ?? []), ...words]);
  }
  return found;
}

describe("the words", () => {
  const found = counted();

  it("of messages and docstrings become plain: no folder exceeds its ceiling", () => {
    const over = [...found].filter(([folder, words]) => words.length > (ceilings[folder] ?? 0));
    expect(Object.fromEntries(over)).to.deep.equal({});
  });

  for (const document of [
    "README.md",
    "CHANGELOG.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CLI.md",
    "SECURITY.md",
  ]) {
    it(`of ${document} are plain`, () => {
      expect(dialectIn(readText(document))).to.deep.equal([]);
    });
  }

  it("are twenty to avoid, and each would be caught", () => {
    const sentence =
      "it tells what stands in the text, which is no plan and left open; nobody or someone, by itself, whatever, " +
      "whoever, whom, behind, people, beside, as far as, comes to, settles, hangs on, rests on, exemplary";
    expect(dialectIn(sentence)).to.have.length(dialectWords.length);
    expect(dialectIn("run `tell text`, which is no longer open")).to.deep.equal([]);
  });

  it("are read from docstrings and messages, not from code", () => {
    const code = '/** It tells. */\nconst text = `cannot stand ${tell}`; // people\nconst key = "behind";\n';
    expect(dialectIn(proseOf(code))).to.deep.equal(["tells", "stand"]);
  });
});
