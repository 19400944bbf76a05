import { expect } from "chai";
import { filesOfFloors, readText } from "./repository.js";

interface Config {
  readonly spec: readonly string[];
  readonly ignore?: readonly string[];
}

const config = (path: string): Config => JSON.parse(readText(path)) as Config;
const [quick, long] = [config(".mocharc.json"), config(".mocharc.long.json")];
const installs = "specs/**/*.install.spec.ts";

describe("the test runs", () => {
  it("leave nothing out: what `npm test` ignores, the long run or the one of installs has", () => {
    expect(quick.spec).to.deep.equal(["specs/**/*.spec.ts"]);
    expect(quick.ignore).to.deep.equal([...long.spec, installs]);
    expect(readText("package.json")).to.include(installs).and.to.include("--config .mocharc.long.json");
  });

  it("are all part of the gate", () => {
    const gate = readText(".ci/run");
    for (const run of ["npm test", "test:long", "test:install", "unused", "lint:package"])
      expect(gate).to.include(run);
  });

  it("name no file that is gone", () => {
    const files = filesOfFloors(".spec.ts");
    for (const pattern of long.spec) {
      const [start = "", end = ""] = pattern.split("*");
      expect(
        files.filter((path) => path.startsWith(start) && path.endsWith(end)),
        pattern,
      ).not.to.deep.equal([]);
    }
  });
});
