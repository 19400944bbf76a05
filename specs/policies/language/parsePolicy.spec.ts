import { expect } from "chai";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { PolicyKind } from "../../../policies/language/policyDocument.js";

const statement = (extra: string) => `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",${extra}}]}`;
const onAll = (extra: string) => statement(`"Action":"*","Resource":"*",${extra}`);

const codesOf = (text: string, kind: PolicyKind = "identity") =>
  parsePolicy(text, kind).diagnostics.map(({ code, severity }) => `${severity} ${code}`);

describe("parsePolicy", () => {
  it("brings one-or-many forms to lists", () => {
    const one = parsePolicy('{"Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}', "identity");
    expect(one.ok && one.value).to.deep.equal({
      version: "2008-10-17",
      statements: [
        {
          index: 0,
          pointer: "/Statement",
          effect: "Allow",
          action: { negated: false, patterns: ["s3:Get*"] },
          resource: { negated: false, patterns: ["*"] },
          conditions: [],
        },
      ],
    });
  });

  it("reads every element", () => {
    const text = `{"Version":"2012-10-17","Id":"i","Statement":[{"Sid":"A 1","Effect":"Deny",
      "NotPrincipal":{"AWS":["111122223333","*"],"Service":"batch.amazonaws.com"},
      "NotAction":["s3:*","ec2:Run?nstances"],"NotResource":"arn:aws:s3:::b/*",
      "Condition":{"forallvalues:stringlikeifexists":{"aws:TagKeys":["a*"]},"Bool":{"aws:SecureTransport":false},
      "NumericLessThan":{"s3:max-keys":10.50}}}]}`;
    const parsed = parsePolicy(text, "resource");
    expect(parsed.ok && parsed.value.statements[0]).to.deep.equal({
      index: 0,
      pointer: "/Statement/0",
      sid: "A 1",
      effect: "Deny",
      principal: {
        negated: true,
        principals: [
          { type: "AWS", value: "111122223333" },
          { type: "AWS", value: "*" },
          { type: "Service", value: "batch.amazonaws.com" },
        ],
      },
      action: { negated: true, patterns: ["s3:*", "ec2:Run?nstances"] },
      resource: { negated: true, patterns: ["arn:aws:s3:::b/*"] },
      conditions: [
        {
          operator: { name: "StringLike", quantifier: "ForAllValues", ifExists: true },
          key: "aws:TagKeys",
          values: ["a*"],
        },
        { operator: { name: "Bool", ifExists: false }, key: "aws:SecureTransport", values: ["false"] },
        { operator: { name: "NumericLessThan", ifExists: false }, key: "s3:max-keys", values: ["10.50"] },
      ],
    });
  });

  const refused: readonly (readonly [string, string, PolicyKind, string])[] = [
    ["a document that is a list", "[]", "identity", "wrong-type"],
    ["no Statement", '{"Version":"2012-10-17"}', "identity", "missing-statement"],
    [
      "an unknown version",
      '{"Version":"2012-10-18","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}',
      "identity",
      "unknown-version",
    ],
    ["an element in the wrong case", onAll('"condition":{}'), "identity", "unknown-element"],
    ["a misspelt element", onAll('"Resurce":"*"'), "identity", "unknown-element"],
    [
      "an effect in the wrong case",
      '{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}',
      "identity",
      "invalid-effect",
    ],
    ["no effect", '{"Statement":{"Action":"*","Resource":"*"}}', "identity", "missing-element"],
    ["no action", statement('"Resource":"*"'), "identity", "missing-element"],
    ["no resource in an identity policy", statement('"Action":"*"'), "identity", "missing-element"],
    [
      "Action next to NotAction",
      statement('"Action":"*","NotAction":"s3:*","Resource":"*"'),
      "identity",
      "conflicting-elements",
    ],
    ["a principal in an identity policy", onAll('"Principal":"*"'), "identity", "forbidden-element"],
    ["a principal in an SCP", onAll('"Principal":"*"'), "scp", "forbidden-element"],
    ["no principal in a trust policy", statement('"Action":"sts:AssumeRole"'), "trust", "missing-element"],
    [
      "NotPrincipal in a trust policy",
      statement('"Action":"sts:AssumeRole","NotPrincipal":{"AWS":"*"}'),
      "trust",
      "forbidden-element",
    ],
    ["a resource in a trust policy", onAll('"Principal":"*"'), "trust", "forbidden-element"],
    [
      "an Id in an identity policy",
      '{"Id":"x","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}',
      "identity",
      "forbidden-element",
    ],
    ["a Sid with a space in an identity policy", onAll('"Sid":"a b"'), "identity", "invalid-sid"],
    [
      "an unknown operator",
      onAll('"Condition":{"StringMatches":{"a:b":"c"}}'),
      "identity",
      "unknown-operator",
    ],
    ["NullIfExists", onAll('"Condition":{"NullIfExists":{"a:b":"true"}}'), "identity", "unknown-operator"],
    [
      "an unknown quantifier",
      onAll('"Condition":{"ForSome:Bool":{"a:b":"true"}}'),
      "identity",
      "unknown-operator",
    ],
    [
      "a condition key twice",
      onAll('"Condition":{"Bool":{"a:b":"true","A:B":"false"}}'),
      "identity",
      "duplicate-key",
    ],
    [
      "one operator in two cases",
      onAll('"Condition":{"Bool":{"a:b":"true"},"bool":{"a:b":"false"}}'),
      "identity",
      "duplicate-key",
    ],
    [
      "a variable that is not closed",
      statement('"Action":"*","Resource":"arn:aws:s3:::b/${aws:username"'),
      "identity",
      "invalid-variable",
    ],
    [
      "an empty variable",
      onAll('"Condition":{"StringEquals":{"a:b":"${}"}}'),
      "identity",
      "invalid-variable",
    ],
    [
      "a default without quotes",
      onAll('"Condition":{"StringEquals":{"a:b":"${c:d, x}"}}'),
      "identity",
      "invalid-variable",
    ],
    ["an object as an action", statement('"Action":{},"Resource":"*"'), "identity", "wrong-type"],
    ["a number among resources", statement('"Action":"*","Resource":["*",1]'), "identity", "wrong-type"],
    ["null as a condition value", onAll('"Condition":{"Bool":{"a:b":null}}'), "identity", "wrong-type"],
    ["an account id as a number", onAll('"Principal":{"AWS":111122223333}'), "resource", "wrong-type"],
    ["an unknown principal type", onAll('"Principal":{"Aws":"*"}'), "resource", "invalid-principal"],
    ["a principal string other than *", onAll('"Principal":"111122223333"'), "resource", "invalid-principal"],
    ["half of a surrogate pair", onAll('"Principal":"*","Sid":"\\ud800"'), "resource", "lone-surrogate"],
    [
      "half of a pair in a condition key",
      onAll(`"Condition":{"Bool":{"a:\\udc00":"x"}}`),
      "scp",
      "lone-surrogate",
    ],
    [
      "a character beyond U+00FF",
      statement('"Action":"*","Resource":"arn:aws:s3:::中"'),
      "identity",
      "forbidden-character",
    ],
    [
      "the same in a boundary",
      statement('"Action":"*","Resource":"arn:aws:s3:::中"'),
      "boundary",
      "forbidden-character",
    ],
    [
      "the same in a session policy",
      statement('"Action":"*","Resource":"arn:aws:s3:::中"'),
      "session",
      "forbidden-character",
    ],
    ["an RCP that allows", statement('"Principal":"*","Action":"s3:*","Resource":"*"'), "rcp", "invalid-rcp"],
  ];
  for (const [what, text, kind, code] of refused) {
    it(`refuses ${what}`, () => {
      const parsed = parsePolicy(text, kind);
      expect(parsed.ok).to.equal(false);
      expect(codesOf(text, kind)).to.deep.equal([`error ${code}`]);
      expect(parsed.diagnostics[0]?.position?.line).to.equal(1);
    });
  }

  it("refuses a repeated Sid where it is repeated", () => {
    const one = '{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"}';
    const parsed = parsePolicy(`{"Statement":[${one},\n${one}]}`, "identity");
    expect(parsed.diagnostics).to.deep.include({
      code: "duplicate-sid",
      severity: "error",
      message: "the Sid `A` occurs twice in the policy",
      position: { line: 2, column: 1, offset: 72 },
      pointer: "/Statement/1/Sid",
      hint: "the other one is on line 1",
    });
  });

  it("points at a character that is not allowed there", () => {
    const parsed = parsePolicy(`\uFEFF{"Statement":[\n  {"Sid":"aÿ😀"}]}`, "trust");
    expect(parsed.diagnostics).to.deep.include({
      code: "forbidden-character",
      severity: "error",
      message: "a trust policy does not accept the character U+1F600",
      position: { line: 2, column: 13, offset: 28 },
      hint: "IAM accepts tab, line feed, carriage return and U+0020 to U+00FF",
    });
  });

  it("points at the string with half of a surrogate pair", () => {
    const [found] = parsePolicy('{"Statement":[\n"\\ud83d"]}', "resource").diagnostics;
    expect([found!.code, found!.position, found!.pointer]).to.deep.equal([
      "lone-surrogate",
      { line: 2, column: 1, offset: 15 },
      "/Statement/0",
    ]);
    expect(found!.hint).to.match(/\w/);
  });

  it("reports every problem, not only of the first", () => {
    const text = '{"Statement":[{"Effect":"allow","Action":1,"Resource":"*"},{"Effect":"Deny"}]}';
    expect(codesOf(text)).to.deep.equal([
      "error invalid-effect",
      "error wrong-type",
      "error missing-element",
      "error missing-element",
    ]);
  });

  const accepted: readonly (readonly [string, string, PolicyKind, readonly string[]])[] = [
    ["no Sid charset in a resource policy", onAll('"Sid":"Enable IAM","Principal":"*"'), "resource", []],
    [
      "an empty Sid twice",
      `{"Statement":[${'{"Sid":"","Effect":"Allow","Action":"*","Resource":"*"},'.repeat(2).slice(0, -1)}]}`,
      "identity",
      [],
    ],
    ["a resource policy without Resource", statement('"Principal":"*","Action":"ecr:*"'), "resource", []],
    ["the AWS default RCP", onAll('"Principal":"*"'), "rcp", []],
    [
      "an escape and a default",
      onAll('"Condition":{"StringLike":{"a:b":"${*}${c:d, \'x, y\'}"}}'),
      "identity",
      [],
    ],
    [
      "a variable under the older version",
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::b/${aws:username}"}}',
      "identity",
      ["warning variable-without-version"],
    ],
    [
      "an ARN that is too short",
      statement('"Action":"*","Resource":"arn:aws:sqs"'),
      "identity",
      ["warning short-arn"],
    ],
    [
      "a resource that is not an ARN in an endpoint policy",
      statement('"Principal":"*","Action":"*","Resource":"bucket"'),
      "endpoint",
      ["warning not-an-arn"],
    ],
    [
      "a short form of the service's own in a resource policy",
      statement('"Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"'),
      "resource",
      [],
    ],
    [
      "empty lists in a resource policy",
      statement('"Principal":"*","Action":[],"Resource":[]'),
      "resource",
      [],
    ],
    ["letters up to U+00FF", statement('"Action":"*","Resource":"arn:aws:s3:::b/ÿ"'), "identity", []],
    [
      "any character as an escape",
      statement('"Action":"*","Resource":"arn:aws:s3:::b/\\u4e2d"'),
      "identity",
      [],
    ],
    ["any character in a resource policy", onAll('"Sid":"中","Principal":"*"'), "resource", []],
    ["any character in an SCP", statement('"Action":"*","Resource":"arn:aws:s3:::b/😀"'), "scp", []],
  ];
  for (const [what, text, kind, codes] of accepted) {
    it(`accepts ${what}`, () => {
      expect(parsePolicy(text, kind).ok).to.equal(true);
      expect(codesOf(text, kind)).to.deep.equal(codes);
    });
  }
});
