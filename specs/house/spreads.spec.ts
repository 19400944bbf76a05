import { expect } from "chai";
import { filesOfFloors, readText } from "./repository.js";

/**
 * Arguments are put on the stack, which ends at some 120,000 of them: data is not spread into a function that takes
 * any number of arguments. `for (const one of all) list.push(one)`, `greatest(all)`, `fromUnits(all)`,
 * `failures(all)` and `obstructions(all)` take lists of any length.
 */
const spread =
  /\b(?:push|unshift|splice|concat|max|min|fromCharCode|fromCodePoint|failure|obstructed)\((?:[^(){}[\]]*,\s*)?\.\.\./;

describe("calls that take any number of arguments", () => {
  it("are never given spread data", () => {
    const found = filesOfFloors(".ts")
      .filter((path) => !path.startsWith("specs/"))
      .filter((path) => spread.test(readText(path)));
    expect(found).to.deep.equal([]);
  });

  it("would be caught at it", () => {
    const caught = [
      "list.push(...all)",
      "Math.max(0, ...all)",
      "String.fromCharCode(...codes)",
      "failure(...all)",
    ];
    expect(caught.filter((text) => !spread.test(text))).to.deep.equal([]);
    const fine = [
      "list.push([...all])",
      "Math.max(one, other)",
      "failure({ code, ...where })",
      "new Set([...all])",
    ];
    expect(fine.filter((text) => spread.test(text))).to.deep.equal([]);
  });
});
