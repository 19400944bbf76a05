import { expect } from "chai";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { authorize as define } from "../../reference/authorize.js";
import { readCasePolicies } from "../../reference/readCasePolicies.js";

/** All words of at most so many letters. */
const wordsOver = (alphabet: string, most: number): readonly string[] =>
  most === 0
    ? [""]
    : [
        "",
        ...wordsOver(alphabet, most - 1).flatMap((word) => [...alphabet].map((letter) => letter + word)),
      ].filter((word, index, words) => words.indexOf(word) === index);

const patterns = wordsOver("a:*?", 4);
const texts = wordsOver("ab:", 4);

const base = {
  principal: "arn:aws:iam::111122223333:user/u",
  action: "s:A",
  resource: "*",
  resourceAccount: "111122223333",
};

/** Both evaluators on one statement that allows, and on each request. */
const expectAgreement = (statement: object, requests: readonly object[]): void => {
  const policies = {
    identity: [
      { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*", ...statement }] },
    ],
  };
  const set = readCasePolicies(policies)!;
  const compiled = compile(set);
  for (const part of requests) {
    const request = { context: {}, ...base, ...part };
    const [actual, expected] = [authorize(compiled, request), define(set, request)];
    // only then is a message worth its time
    if (actual !== expected) expect(actual, JSON.stringify({ policies, request })).to.equal(expected);
  }
};

const shapes = {
  alone: (word: string) => word,
  "as the resource of an ARN": (word: string) => `arn:aws:s3:::${word}`,
  "as the end of a short ARN": (word: string) => `arn:${word}`,
  "within an ARN": (word: string) => `arn:aws:${word}:b`,
};

const spellings = {
  Numeric: [
    "0",
    "-0",
    "0.0",
    "1",
    "01",
    "1.0",
    "10",
    "1e1",
    "10e0",
    "1E+1",
    "100e-1",
    "0.1",
    "1e-1",
    "-1",
    "-10",
    "-1e1",
    "9",
    "9.99",
    "9007199254740992",
    "9007199254740993",
    "-1e9999",
    "1e-9999",
    "",
    "+1",
    "1.",
    ".1",
    " 1",
    "1 ",
    "1e",
    "e1",
    "0x1",
    "NaN",
    "12abc",
    "1_0",
    "١",
  ],
  // more digits in an exponent make no number; apart, since exactness is slow here
  "Numeric, very large": ["1e999999", "10e999998", "9e999998", "1e1000000"],
  Date: [
    "2024",
    "2024-01",
    "2024-01-01",
    "2024-01-01T00:00Z",
    "2024-01-01T00:00",
    "2024-01-01T00:00:00.000Z",
    "1704067200",
    "2024-01-01T02:00:00+02:00",
    "2023-12-31T23:30:00-00:30",
    "2024-01-01T00:00:00.1234567891Z",
    "2024-01-01T00:00:00.123456789Z",
    "2024-02-29",
    "2023-02-29",
    "2000-02-29",
    "1900-02-29",
    "1900-03-01",
    "0000",
    "0000-02-29",
    "0001-01-01",
    "1969-12-31T23:59:59Z",
    "1970-01-01",
    "0",
    "00",
    "000",
    "0000000001",
    "1",
    "9999-12-31T23:59:59Z",
    "2024-13",
    "2024-00",
    "2024-04-31",
    "2024-12-31",
    "2024-01-01T24:00Z",
    "2024-01-01T23:59:60Z",
    "2024-01-01t00:00z",
    "2024-01-01T00Z",
    "2024-01-01Z",
    "2024-01-01T00:00+24:00",
    "2024-01-01T00:00+0200",
    "20240101",
    "999999999999999",
    "1000000000000000",
    "-1",
    "1.5",
    "",
    "Jan 1 2024",
  ],
  IpAddress: [
    "10.0.0.1",
    "10.0.0.0/8",
    "10.1.2.3/8",
    "10.0.0.1/32",
    "10.0.0.1/31",
    "10.0.0.0",
    "0.0.0.0/0",
    "255.255.255.255",
    "128.0.0.0/1",
    "10.0.0.1/33",
    "10.0.0.1/",
    "10.0.0.1/08",
    "010.0.0.1",
    "10.0.0",
    "10.0.0.256",
    "::",
    "::/0",
    "::1",
    "::1/128",
    "::1/127",
    "0:0:0:0:0:0:0:1",
    "::0.0.0.1",
    "::10.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:a00:1",
    "10.0.0.1::",
    "2001:db8::/32",
    "2001:DB8::1",
    "2001:0db8:0:0::1",
    "2001:db8::1::",
    "1:2:3:4:5:6:7::",
    "1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8",
    "1::2:3:4:5:6:7:8",
    "1:2:3:4:5:6:1.2.3.4",
    "1:2:3:4:5:6:7:1.2.3.4",
    "12345::",
    "g::",
    ":",
    ":::",
    "::1%1",
    "::1/129",
    "",
  ],
};
const operators: Readonly<Record<keyof typeof spellings, readonly string[]>> = {
  Numeric: [
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
  ],
  "Numeric, very large": ["NumericEquals", "NumericLessThan", "NumericGreaterThanEquals"],
  Date: [
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
  ],
  IpAddress: ["IpAddress", "NotIpAddress"],
};

describe("the compiled evaluator and the definition, on everything small", function () {
  this.timeout(120_000);

  it("agree on patterns of actions", () => {
    const requests = texts.map((action) => ({ action }));
    for (const pattern of patterns) expectAgreement({ Action: pattern }, requests);
  });

  for (const [shape, wrap] of Object.entries(shapes)) {
    it(`agree on patterns of resources: a word ${shape}`, () => {
      const requests = ["*", ...texts.map(wrap)].map((resource) => ({ resource }));
      for (const pattern of patterns) expectAgreement({ Resource: wrap(pattern) }, requests);
    });
  }

  for (const operator of ["StringLike", "StringEquals", "ArnLike"]) {
    it(`agree on patterns under ${operator}`, () => {
      const requests = texts.map((text) => ({ context: { "k:v": text } }));
      for (const pattern of patterns)
        expectAgreement({ Condition: { [operator]: { "k:v": pattern } } }, requests);
    });
  }

  for (const [family, texts] of Object.entries(spellings)) {
    it(`agree on every pair of ${texts.length} spellings under the operators of ${family}`, () => {
      const requests = texts.map((text) => ({ context: { "k:v": text } }));
      for (const operator of operators[family as keyof typeof operators]) {
        for (const text of texts) expectAgreement({ Condition: { [operator]: { "k:v": text } } }, requests);
      }
    });
  }
});
