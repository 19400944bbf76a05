import { compareStaysTrue, diffStaysTrue } from "./readingsLaws.js";

// moreRuns.spec.ts has more
describe("answers about policies with two readings", () => {
  it("stay true regardless of what the unknown parts are: diff", () => diffStaysTrue(40));

  it("stay true regardless of what the unknown parts are: compare", () => compareStaysTrue(40));
});
