import { expect } from "chai";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import type { Policy, PolicySet } from "../../../policies/language/policySet.js";
import { authorize as define } from "../../reference/authorize.js";
import { readCasePolicies } from "../../reference/readCasePolicies.js";
import { spellings } from "../../reference/spellings.js";

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

interface SmallStatement {
  readonly Action?: string;
  readonly Resource?: string;
  readonly Condition?: object;
}

/** In normal form: a pattern means something, whether AWS would store it or not. */
function setOf({ Action = "*", Resource = "*", Condition = {} }: SmallStatement): PolicySet {
  const Statement = [{ Effect: "Allow", Action: "*", Resource: "*", Condition }];
  const { identity } = readCasePolicies({ identity: [{ Version: "2012-10-17", Statement }] })!;
  const [{ source, document }] = identity as [Policy];
  const action = { negated: false, patterns: [Action] };
  const resource = { negated: false, patterns: [Resource] };
  const statements = document.statements.map((statement) => ({ ...statement, action, resource }));
  return { identity: [{ source, document: { ...document, statements } }] };
}

/** Both evaluators on one statement that allows, and on each request. */
function expectAgreement(policies: SmallStatement, requests: readonly object[]): void {
  const set = setOf(policies);
  const compiled = compile(set);
  for (const part of requests) {
    const request = { context: {}, ...base, ...part };
    const [actual, expected] = [authorize(compiled, request), define(set, request)];
    // only then is a message worth its time
    if (actual !== expected) expect(actual, JSON.stringify({ policies, request })).to.equal(expected);
  }
}

const pieces = [
  "a",
  "B",
  "*",
  "?",
  "${k:w}",
  "${K:W, 'b'}",
  "${k:gone, 'a'}",
  "${k:gone, '*'}",
  "${k:gone}",
].concat(["${*}", "${?}", "${$}"]);

const shapes = {
  alone: (word: string) => word,
  "as the resource of an ARN": (word: string) => `arn:aws:s3:::${word}`,
  "as the end of a short ARN": (word: string) => `arn:${word}`,
  "within an ARN": (word: string) => `arn:aws:${word}:b`,
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

  for (const operator of [
    "StringEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "ArnLike",
  ]) {
    it(`agree on one or two pieces with variables under ${operator}`, () => {
      const requests = ["", "a", "A", "b", "*", "?", "$", "ab", "ba", "a*", "a?"].flatMap((value) =>
        [{}, { "k:w": "a" }, { "K:W": "*" }, { "k:w": "" }, { "k:w": ["a"] }].map((others) => ({
          context: { "k:v": value, ...others },
        })),
      );
      for (const pattern of pieces.flatMap((piece) => ["", ...pieces].map((other) => piece + other))) {
        expectAgreement({ Condition: { [operator]: { "k:v": pattern } } }, requests);
      }
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
