import { expect } from "chai";
import fc from "fast-check";
import { jsonNesting } from "../../../policies/text/jsonNesting.js";
import { locateJsonFault } from "../../../policies/text/locateJsonFault.js";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const jsonish = fc
  .array(fc.constantFrom("{", "}", "[", "]", ",", ":", '"a"', '"', "1", "-", "true", "tru", " ", "\n", "\\"))
  .map((parts) => parts.join(""));

describe("locateJsonFault", () => {
  it("finds a fault just where JSON.parse does", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), jsonish, fc.string()), (text) => {
        expect(locateJsonFault(text) === undefined).to.equal(isJson(text));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it("calls every beginning of an object cut off", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, length) => {
        const text = `{"a":${json}}`;
        const cut = text.slice(0, 1 + (length % (text.length - 1)));
        expect(locateJsonFault(cut)?.kind).to.equal("cut-off");
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it("distinguishes characters after a value from those inside it", () => {
    expect(locateJsonFault("{}\n{}")).to.deep.equal({
      kind: "trailing",
      position: { line: 2, column: 1, offset: 3 },
    });
    expect(locateJsonFault("{,")).to.deep.equal({
      kind: "syntax",
      position: { line: 1, column: 2, offset: 1 },
    });
  });

  it("does not recurse", () => {
    expect(locateJsonFault("[".repeat(1_000_000))?.kind).to.equal("cut-off");
  });
});

describe("jsonNesting", () => {
  it("counts objects and lists, not brackets in strings", () => {
    expect(["1", "{}", '[{"a":[]}]', '"[[["', '["\\"[[", []]'].map(jsonNesting)).to.deep.equal([
      0, 1, 3, 0, 2,
    ]);
  });
});
