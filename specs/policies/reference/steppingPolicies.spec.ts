import { expect } from "chai";
import { steppingPolicies } from "../../../policies/reference/steppingPolicies.js";
import { steppingPoliciesNow } from "./steppingPoliciesNow.js";

describe("the AWS managed policies that allow a step", () => {
  it("are those of the data", function () {
    this.timeout(30_000);
    expect(steppingPolicies, "stale: run `npm run stepping`").to.deep.equal(steppingPoliciesNow());
  });
});
