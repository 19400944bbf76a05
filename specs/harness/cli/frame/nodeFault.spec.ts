import { expect } from "chai";
import { nodeFault } from "../../../../harness/cli/frame/nodeFault.js";
import { readText } from "../../../house/repository.js";

describe("nodeFault", () => {
  for (const version of ["18.20.8", "20.18.3", "16.0.0"])
    it(`refuses Node ${version} in a sentence`, () => {
      const said = JSON.stringify(nodeFault(version));
      expect(said).to.include("Node 20.19 or newer is needed").and.include(`this is Node ${version}`);
    });

  for (const version of ["20.19.0", "22.0.0", "26.10.0"])
    it(`takes Node ${version}`, () => {
      expect(nodeFault(version)).to.equal(undefined);
    });

  it("says what package.json says", () => {
    expect(readText("package.json")).to.include('"node": ">=20.19.0"');
  });
});
