import { expect } from "chai";
import { didYouMean } from "../../../policies/text/nearestNames.js";

const names = ["check", "compare", "corpus replay", "json"];

describe("didYouMean", () => {
  for (const [word, hint] of [
    ["chek", "did you mean `check`?"],
    ["CHECK", "did you mean `check`?"],
    ["corpus-replay", "did you mean `corpus replay`?"],
    ["jsn", "did you mean `json`?"],
    ["xyz", "expected one of: check, compare, corpus replay, json"],
    ["", "expected one of: check, compare, corpus replay, json"],
  ] as const) {
    it(`answers \`${word}\` with: ${hint}`, () => expect(didYouMean(word, names)).to.equal(hint));
  }
});
