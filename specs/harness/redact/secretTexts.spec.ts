import { expect } from "chai";
import fc from "fast-check";
import { secretTexts } from "../../../harness/redact/secretTexts.js";

describe("secretTexts", () => {
  it("finds secrets anywhere in a string, and no string without one", () => {
    const secret = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 4, maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(secret, { maxLength: 8 }), text, (secrets, one) => {
        const expected = secrets.some((each) => one.includes(each));
        expect(secretTexts(new Set(secrets))(one)).to.equal(expected);
      }),
      { seed: 20_261_126, numRuns: 2000 },
    );
  });

  const has = (secret: string, text: string) => secretTexts(new Set([secret]))(text);

  it("finds them without the blanks around them, and as JSON escapes them", () => {
    expect(has("hidden\n", "is hidden.")).to.equal(true);
    expect(has('a"b"c', JSON.stringify({ a: 'a"b"c' }))).to.equal(true);
    expect(has(" \n \n ", "a b")).to.equal(false);
  });

  it("finds long ones, and a long document as a whole", () => {
    const long = "x1".repeat(1000);
    expect(has(long, `Bearer ${long}`)).to.equal(true);
    const document = JSON.stringify({ a: long });
    expect([has(document, document), has(document, `${document} `)]).to.deep.equal([true, false]);
  });

  it("finds none of three characters, but a string that is one", () => {
    expect([has("abc", "abcd"), has("abc", "abc")]).to.deep.equal([false, true]);
  });
});
