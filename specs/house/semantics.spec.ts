import { expect } from "chai";
import { caseFiles } from "../cases/caseFiles.js";
import { readText } from "./repository.js";

/** The cases in the last column of every table row; `x-*` represents all that begin with `x-`. */
const named = readText("policies/SEMANTICS.md")
  .split("\n")
  .filter((line) => line.startsWith("| ") && line.endsWith("|"))
  .flatMap((line) => [
    ...line
      .split("|")
      .at(-2)!
      .matchAll(/`([^`]+)`/g),
  ])
  .map((match) => match[1]!);

describe("SEMANTICS.md", () => {
  it("names cases that exist", () => {
    const ids = caseFiles.flatMap(({ lines }) =>
      lines.map((line) => (JSON.parse(line) as { id: string }).id),
    );
    const exists = (name: string) =>
      name.endsWith("*") ? ids.some((id) => id.startsWith(name.slice(0, -1))) : ids.includes(name);
    expect(named.length).to.be.above(60);
    expect(named.filter((name) => !exists(name))).to.deep.equal([]);
  });
});
