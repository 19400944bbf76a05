import { expect } from "chai";
import { readRow } from "../../../harness/corpus/readRow.js";

const request = { principal: "arn:aws:iam::111122223333:user/u", action: "s3:GetObject", resource: "*" };
const row = { id: "a", policies: { identity: [] }, request, expected: "allowed" };
const read = (change: object) => readRow(JSON.stringify({ ...row, ...change }), 7);

const rows: readonly (readonly [string, string, string])[] = [
  ["nothing but words", "no json", "expected a JSON value, but found `n`"],
  ["two values", '{"id":"a"} {}', "unexpected content after the JSON value: `{`"],
  ["a key twice", '{"id":"a","id":"b"}', "the key `id` occurs twice in one object"],
  ["a list", "[]", "a case is an object"],
  [
    "a state",
    '{"format_version":"1.0"}',
    "this is not a case: it has none of `id`, `request` and `expected`",
  ],
  ["no id", JSON.stringify({ ...row, id: undefined }), "`id` is missing"],
  ["a number for an id", JSON.stringify({ ...row, id: 7 }), "`id` is a number"],
  ["no policies", JSON.stringify({ ...row, policies: undefined }), "`policies` is missing"],
  ["a list of policies", JSON.stringify({ ...row, policies: [] }), "`policies` is a list"],
  ["no request", JSON.stringify({ ...row, request: undefined }), "`request` is missing"],
  ["a request that is a string", JSON.stringify({ ...row, request: "x" }), "a request is an object"],
  ["a decision not known", JSON.stringify({ ...row, expected: "denied" }), "`expected` cannot be `denied`"],
  [
    "no principal",
    JSON.stringify({ ...row, request: { ...request, principal: undefined } }),
    "`principal` is missing",
  ],
  [
    "an action without a service",
    JSON.stringify({ ...row, request: { ...request, action: "x" } }),
    "`action` cannot be `x`",
  ],
  [
    "a number for an account",
    JSON.stringify({ ...row, request: { ...request, resourceAccount: 123456789012 } }),
    "`resourceAccount` is a number",
  ],
  [
    "a boolean in the context",
    JSON.stringify({ ...row, request: { ...request, context: { "aws:SecureTransport": true } } }),
    "`aws:SecureTransport` is a boolean",
  ],
];

describe("readRow", () => {
  it("reads a case, and passes over keys it does not know", () => {
    const result = read({ confidence: "documented" });
    expect(result.ok && result.value).to.deep.include({ id: "a", line: 7, expected: "allowed" });
  });

  it("fills in an empty context and the account of resource or principal", () => {
    const result = read({});
    expect(result.ok && result.value.request).to.deep.equal({
      ...request,
      resourceAccount: "111122223333",
      context: {},
    });
  });

  it("keeps the JSON of the policies, regardless of what follows them", () => {
    const texts = [
      JSON.stringify(row),
      JSON.stringify({ id: "b", request, expected: "allowed", policies: row.policies }),
    ];
    const read = texts.map((text) => readRow(text, 1));
    expect(read.map((result) => result.ok && result.value.policiesText)).to.deep.equal([
      '{"identity":[]}',
      '{"identity":[]}',
    ]);
  });

  for (const [name, text, message] of rows) {
    it(`refuses ${name}`, () => {
      const result = readRow(text, 7);
      const [first] = result.diagnostics;
      expect(result.ok).to.equal(false);
      expect(first?.message).to.equal(message);
      expect(first?.position?.line).to.equal(7);
    });
  }
});
