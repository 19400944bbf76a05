import { expect } from "chai";
import { dialectIn, dialectWords, proseOf } from "./dialectWords.js";
import { filesOfFloors, isGenerated, readText } from "./repository.js";

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

  it("of messages and docstrings are plain", () => {
    expect(Object.fromEntries(found)).to.deep.equal({});
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
