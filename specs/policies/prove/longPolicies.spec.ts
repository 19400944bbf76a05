import { expect } from "chai";
import { managedPolicy } from "../../../policies/managed/managedPolicy.js";
import { relate } from "../../../policies/prove/relate.js";

describe("the longest policies of AWS", () => {
  for (const name of ["AWSSupportServiceRolePolicy", "ReadOnlyAccess"]) {
    it(`${name} is decided, against the version before`, () => {
      const [older, newer] = managedPolicy(name)!
        .versions.slice(-2)
        .map(({ document }) => ({ identity: [{ source: name, document }] }));
      expect(relate(older!, newer!).relation).to.equal("subset");
    });
  }
});
