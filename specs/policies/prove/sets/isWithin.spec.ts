import { expect } from "chai";
import { Budget } from "../../../../policies/prove/sets/budget.js";
import { isEmptyLanguage, isWordOf } from "../../../../policies/prove/sets/isEmptyLanguage.js";
import { areDisjoint, isWithin } from "../../../../policies/prove/sets/isWithin.js";
import {
  leftOpen,
  matchPattern,
  type PatternReading,
  readPattern,
} from "../../../../policies/prove/sets/pattern.js";
import { searchText } from "../../../../policies/prove/sets/searchText.js";
import { Dice } from "../generatedPolicies.js";

const read = (text: string, reading: PatternReading = "glob") =>
  readPattern(text, reading, { version: "2012-10-17", resolve: () => leftOpen })!;

const pieces = ["a", "b", "*", "?", ":", "a:", "*:", "::", "A"];
const word = (dice: Dice, letters: readonly string[], most: number) =>
  Array.from({ length: dice.below(most) }, () => dice.pick(letters)).join("");
const randomPattern = (dice: Dice) =>
  read(word(dice, pieces, 9), dice.pick(["glob", "resource", "arn", "exact", "ignoreCase"] as const));

describe("the comparison of patterns", () => {
  it("knows what lies within what", () => {
    const within = (inner: string, outer: string, reading?: PatternReading) =>
      isWithin(read(inner, reading).tokens, read(outer, reading).tokens);
    expect(within("ab*", "a*")).to.equal(true);
    expect(within("a*", "a?*")).to.equal(false);
    expect(within("a${v}", "a*")).to.equal(true);
    expect(within("a${v}", "a?*")).to.equal(false);
    expect(within("${v}b", "${v}?")).to.equal(true);
    expect(within("${v}", "${w}")).to.equal(false);
    expect(within("${v, 'x'}", "${v}")).to.equal(false);
    expect(within("arn:aws:s3:::b/${v}", "arn:*:s3:::b/*", "resource")).to.equal(true);
    expect(within("arn:aws:*:::b", "arn:aws:s3:::b", "resource")).to.equal(false);
    expect(isWithin(read("${v}").tokens, read("${v}", "arn").tokens)).to.equal(false);
    // for `x:y` the outer one has its first wildcard in the first part
    expect(within("ab:c${v}*", "a*${v}*", "arn")).to.equal(false);
    expect(within("arn:a:b:c:d:${v}/x", "arn:*:b:c:d:${v}/*", "arn")).to.equal(true);
    expect(isWithin(read("${v}", "ignoreCase").tokens, read("${v}").tokens)).to.equal(false);
  });

  for (const seed of [1, 2, 3]) {
    it(`says nothing false of generated patterns (seed ${seed})`, () => {
      const dice = new Dice(seed);
      for (let round = 0; round < 1500; round += 1) {
        const [one, other] = [randomPattern(dice), randomPattern(dice)];
        const told = `${one.key} ${other.key}`;
        if (isWithin(one.tokens, other.tokens))
          expect(isEmptyLanguage([one.bound], [other.bound]), told).to.equal(true);
        if (areDisjoint(one.bound, other.bound))
          expect(isEmptyLanguage([one.bound, other.bound], []), told).to.equal(true);
      }
    });

    it(`finds a string exactly where there is one (seed ${seed})`, () => {
      const dice = new Dice(seed);
      const scope = { budget: new Budget(1e9), folded: false };
      for (let round = 0; round < 600; round += 1) {
        const inside = Array.from({ length: 1 + dice.below(2) }, () => randomPattern(dice));
        const outside = Array.from({ length: dice.below(3) }, () => randomPattern(dice));
        const bounds = [inside, outside].map((patterns) => patterns.map(({ bound }) => bound));
        const found = searchText(bounds[0]!, bounds[1]!, scope);
        expect(found === "none", JSON.stringify([inside, outside])).to.equal(
          isEmptyLanguage(bounds[0]!, bounds[1]!),
        );
        if (typeof found === "string") continue;
        expect(inside.every((pattern) => matchPattern(pattern, found.text))).to.equal(true);
        expect(outside.some((pattern) => matchPattern(pattern, found.text))).to.equal(false);
      }
    });

    it(`matches as the checker does (seed ${seed})`, () => {
      const dice = new Dice(seed);
      for (let round = 0; round < 4000; round += 1) {
        const pattern = randomPattern(dice);
        const text = word(dice, ["a", "b", ":", "A"], 8);
        expect(matchPattern(pattern, text), `${pattern.key} ${text}`).to.equal(isWordOf(pattern.bound, text));
      }
    });
  }
});
