import { expect } from "chai";
import { filesOfFloors, isMade, readText } from "./repository.js";

const most = 300;

describe("the sizes", () => {
  it(`keep every file that a person writes at ${most} lines or fewer`, () => {
    const long = filesOfFloors(".ts")
      .filter((path) => !isMade(path))
      .map((path) => ({ path, lines: readText(path).trimEnd().split("\n").length }))
      .filter(({ lines }) => lines > most);
    expect(long).to.deep.equal([]);
  });
});
