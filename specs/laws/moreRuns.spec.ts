import { compareStaysTrue, diffStaysTrue } from "../harness/run/diff/readingsLaws.js";
import {
  holdsPossibleRequests,
  isAskedAbout,
  someServices,
} from "../policies/prove/question/typedUniverseLaws.js";

describe("the laws of the quick run, over more of the same", () => {
  it("answers about policies with two readings stay true: diff", () => diffStaysTrue(150));

  it("answers about policies with two readings stay true: compare", () => compareStaysTrue(150));

  it("the typed universe holds what is not contradicted", async () =>
    holdsPossibleRequests(await someServices(), 400));

  it("the typed universe is what the prover asks about", async () => isAskedAbout(await someServices(), 100));
});
