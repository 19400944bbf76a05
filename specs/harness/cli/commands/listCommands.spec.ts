import { expect } from "chai";
import { ask, askJson } from "../ask.js";

describe("planproof list", () => {
  for (const [what, some] of [
    ["policies", { name: "BatchServiceRolePolicy", newest: "v8", kind: "service-linked" }],
    ["properties", { id: "tag-guard" }],
  ] as const) {
    it(`gives ${what} as an array`, async () => {
      const { exit, value } = await askJson<object[]>(["list", what]);
      expect(exit).to.equal(0);
      expect(
        value.some((row) => Object.entries(some).every(([key, is]) => Reflect.get(row, key) === is)),
      ).to.equal(true);
    });
  }

  it("gives operators as an array of names, and to users one a line", async () => {
    expect((await askJson<string[]>(["list", "operators"])).value).to.include("StringNotEqualsIgnoreCase");
    expect((await ask(["list", "operators"])).stdout).to.match(/^StringEquals\nStringNotEquals\n/);
  });
});
