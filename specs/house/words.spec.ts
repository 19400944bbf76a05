import { readdirSync } from "node:fs";
import { expect } from "chai";
import { commentsOf, dialectIn, dialectWords, proseOf, titlesOf } from "./dialectWords.js";
import { absolute, filesOfFloors, isMade, readText } from "./repository.js";

/** This file quotes the words. */
const ownPath = "specs/house/words.spec.ts";

const files = filesOfFloors(".ts")
  .filter((path) => path !== ownPath && !isMade(path))
  .map((path) => ({ path, code: readText(path) }));

/** The dialect words in one kind of prose, after the files that hold them. */
const counted = (prose: (code: string) => readonly string[], room = ""): readonly string[] =>
  files
    .filter(({ path }) => path.startsWith(room))
    .flatMap(({ path, code }) =>
      prose(code).flatMap((one) => dialectIn(one).map((word) => `${path}: ${word} in ${one.trim()}`)),
    );

describe("the words", () => {
  for (const room of ["policies", "generators", "properties", "harness"]) {
    it(`of messages and docstrings of ${room} are plain`, () => {
      expect(counted((code) => [proseOf(code)], `${room}/`)).to.deep.equal([]);
    });
  }

  it("of comments are plain", () => {
    expect(counted(commentsOf)).to.deep.equal([]);
  });

  it("of suites and tests are plain", () => {
    expect(counted(titlesOf)).to.deep.equal([]);
  });

  const byTask = readdirSync(absolute("docs")).filter((name) => name.endsWith(".md"));
  for (const document of [
    ...byTask.map((name) => `docs/${name}`),
    "README.md",
    "CHANGELOG.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CLI.md",
    "SECURITY.md",
    "policies/SEMANTICS.md",
    "specs/cases/README.md",
    "specs/fixtures/batch-plan/README.md",
    "specs/examples/terraform/README.md",
    "specs/examples/cdktf/README.md",
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

  it("are read from comments of every kind, and from titles", () => {
    const code =
      '/** It tells. */\nconst url = "https://a"; // people\n  // behind\nit(`says ${text} of \\`text\\``);\n';
    expect(commentsOf(code).flatMap(dialectIn)).to.deep.equal(["tells", "people", "behind"]);
    expect(titlesOf(`${code}describe("it stands", `)).to.deep.equal(["says x of x", "it stands"]);
    expect(titlesOf('[\n  ["a bad text", 1],\n  ["a"],\n]')).to.deep.equal(["a bad text"]);
  });

  it("are read from docstrings and messages, not from code", () => {
    const code = '/** It tells. */\nconst text = `cannot stand ${tell}`; // people\nconst key = "behind";\n';
    expect(dialectIn(proseOf(code))).to.deep.equal(["tells", "stand"]);
  });
});
