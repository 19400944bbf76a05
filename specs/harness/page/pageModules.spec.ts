import { expect } from "chai";
import { readText } from "../../house/repository.js";
import { pageModules } from "./pageModules.js";

describe("the modules of the page", () => {
  it("are what the folder browser makes now", async () => {
    for (const [path, code] of await pageModules())
      expect(readText(path) === code, `${path} is stale: run \`npm run page\``).to.equal(true);
  });

  it("cannot end the element that they are embedded in", async () => {
    for (const [path, code] of await pageModules()) {
      expect(code, path).not.to.match(/<\/(?:script|style)|<!--/i);
      expect(code, path).not.to.match(/https?:\/\/(?!www\.w3\.org)/);
    }
  });
});
