import { expect } from "chai";
import fc from "fast-check";
import { indexByPrefix } from "../../../policies/evaluate/indexByPrefix.js";

const short = fc.array(fc.constantFrom("a", "b", "/", "é"), { maxLength: 5 }).map((units) => units.join(""));

describe("indexByPrefix", () => {
  it("finds what a search of all prefixes finds", () => {
    fc.assert(
      fc.property(fc.array(short, { maxLength: 12 }), short, (prefixes, text) => {
        const entries = prefixes.map((prefix, place) => [prefix, place] as const);
        const expected = entries.filter(([prefix]) => text.startsWith(prefix)).map(([, place]) => place);
        expect(indexByPrefix(entries)(text).toSorted((one, other) => one - other)).to.deep.equal(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
