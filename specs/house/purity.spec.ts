import { expect } from "chai";
import { filesOfFloors, readText } from "./repository.js";

const impure: readonly (readonly [string, RegExp])[] = [
  ["the clock", /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bprocess\.hrtime\b/],
  ["the environment", /\bprocess\.(env|argv|cwd)\b/],
  ["unseeded randomness", /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/],
];

/** Tests are run by no command line; exceptions expire in them, too, and engines run several of a kind. */
const exempt = ["harness/runners/dayNow.ts", "harness/runners/ownShard.ts"];

const readings = (text: string): readonly string[] =>
  impure.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);

describe("everything below the command line", () => {
  it("reads neither the clock, nor the environment, nor unseeded randomness", () => {
    const found = filesOfFloors(".ts")
      .filter(
        (path) => !path.startsWith("specs/") && !path.startsWith("harness/cli/") && !exempt.includes(path),
      )
      .flatMap((path) => readings(readText(path)).map((reading) => `${path} reads ${reading}`));
    expect(found).to.deep.equal([]);
  });

  it("would be caught at it", () => {
    const texts = ["Date.now()", "process.env.HOME", "Math.random()", "new Date(0)"];
    expect(texts.flatMap(readings)).to.deep.equal(impure.map(([name]) => name));
  });
});
