import { collectedBytes, collectedPlans } from "../fixture.js";
import { expectSame } from "./expectSame.js";

describe("readLargeInput, of the plans of other projects,", () => {
  it("reads the collected plans as if they were small", function () {
    const plans = collectedPlans();
    if (plans === undefined) this.skip();
    for (const name of plans) expectSame(collectedBytes(name));
  });
});
