import { expect } from "chai";
import fc from "fast-check";
import { readCanonicalRow } from "../../../harness/corpus/readCanonicalRow.js";
import { readRow } from "../../../harness/corpus/readRow.js";

const request = {
  principal: "arn:aws:iam::111122223333:user/u",
  action: "s3:GetObject",
  resource: "*",
  resourceAccount: "111122223333",
  context: { "aws:TagKeys": ["a", "b"], "k:s": "x" },
};
const policies = { identity: ["managed:AWSBatchFullAccess@v7"] };
const row = { id: "a", description: "says policies: too", policies, request, expected: "allowed" };
const line = JSON.stringify({ ...row, origin: { seed: 1 } });

describe("readCanonicalRow", () => {
  it("reads what corpora hold", () => {
    const { id, expected } = row;
    expect(readCanonicalRow(line)).to.deep.equal({
      id,
      request,
      expected,
      policiesText: JSON.stringify(policies),
    });
  });

  it("never reads a line otherwise than readRow does", () => {
    const pieces = [
      '"',
      "{",
      "}",
      ",",
      ":",
      "[",
      "]",
      '"id":"b",',
      ',"policies":{}',
      ',"request":{}',
      "1",
      " ",
      "\\",
    ];
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.constantFrom(...pieces, "")), {
      maxLength: 3,
    });
    let read = 0;
    fc.assert(
      fc.property(edits, (list) => {
        const edited = list.reduce((text, [at, cut, piece]) => {
          const from = at % text.length;
          return text.slice(0, from) + piece + text.slice(from + cut);
        }, line);
        const quick = readCanonicalRow(edited);
        if (quick === undefined || quick.policiesText !== JSON.stringify(policies)) return;
        read += 1;
        const strict = readRow(edited, 1);
        expect(strict.ok, edited).to.equal(true);
        if (strict.ok) expect(strict.value).to.deep.include(quick);
      }),
      { seed: 1, numRuns: 5000 },
    );
    expect(read).to.be.above(500);
  });

  for (const [what, text] of [
    ["an escape", line.replace("says", "\\u0073ays")],
    ["a quote in the context", line.replace('"x"', JSON.stringify('x,"request":'))],
    ["a context key twice", line.replace('"k:s":"x"', '"k:s":"x","k:s":"y"')],
    ["a request after the decision", line.replace('"origin"', '"request"')],
    [
      "policies inside another key",
      JSON.stringify({ id: "a", origin: { a: 1, policies, request }, request, expected: "allowed" }),
    ],
    ["an id twice", line.replace(',"expected"', ',"id":"b","expected"')],
    ["policies twice", line.replace(',"expected"', `,"policies":${JSON.stringify(policies)},"expected"`)],
    ["white space", line.replace(',"expected"', ', "expected"')],
    ["a decision that does not exist", line.replace('"allowed"', '"Allowed"')],
    ["a number in the context", line.replace('["a","b"]', "1")],
    ["a context that is a list", line.replace(/"context":\{.*?\}/, '"context":[]')],
    ["a request without a resource", line.replace('"resource":"*",', "")],
    ["a line cut short", line.slice(0, -1)],
  ] as const) {
    it(`leaves ${what} to readRow`, () => expect(readCanonicalRow(text)).to.equal(undefined));
  }
});
