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

  it("names three of many, those that share words first, and what lists all", () => {
    const many = [
      "no-admin",
      "public-access-block",
      "no-public-trust",
      ...Array.from({ length: 20 }, (_, at) => `x${at}`),
    ];
    expect(didYouMean("public-bucket-policies", many, "`list`")).to.equal(
      "the nearest of 23 are `public-access-block`, `no-public-trust` and `no-admin`; `list` lists all",
    );
    expect(didYouMean("no-admn", many, "`list`")).to.equal("did you mean `no-admin`?");
    expect(didYouMean("xyz", names, "`list`")).to.match(/^expected one of: /);
  });
});
