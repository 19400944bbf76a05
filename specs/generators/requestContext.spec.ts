import { expect } from "chai";
import fc from "fast-check";
import { requestContext } from "../../generators/requestContext.js";
import type { Context } from "../../generators/tags.js";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import { arbitraryLaws } from "./arbitraryLaws.js";
import { identitySet } from "./identitySet.js";

const conditions = {
  StringLike: { "s3:prefix": "home/${aws:username}/*" },
  NumericLessThanEquals: { "s3:max-keys": "10" },
  DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
  IpAddress: { "aws:SourceIp": "10.0.0.0/8" },
  Bool: { "aws:SecureTransport": "true" },
  ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:alerts" },
  "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "owner"] },
};

const policies: PolicySet = identitySet({
  Effect: "Allow",
  Action: "s3:*",
  Resource: "*",
  Condition: conditions,
});

const at =
  (key: string, ...values: readonly string[]) =>
  (seen: Context) =>
    values.some((value) => seen[key] === value);

describe("requestContext", () => {
  arbitraryLaws({
    arbitrary: requestContext(policies),
    wellFormed: (seen) =>
      new Set(Object.keys(seen).map((key) => key.toLowerCase())).size === Object.keys(seen).length,
    size: (seen) => Object.keys(seen).length,
    simplest: {},
    reaches: {
      "a value with its variable filled": at("s3:prefix", "home/alice/example"),
      "the variable's key": at("aws:username", "alice"),
      "a number at its bound": at("s3:max-keys", "10"),
      "a number above it": at("s3:max-keys", "11"),
      "a date at its bound": at("aws:CurrentTime", "2026-01-01T00:00:00Z"),
      "a date one second later": at("aws:CurrentTime", "2026-01-01T00:00:01Z"),
      "the first address": at("aws:SourceIp", "10.0.0.0"),
      "the last address": at("aws:SourceIp", "10.255.255.255"),
      "the address after": at("aws:SourceIp", "11.0.0.0"),
      "the other truth": at("aws:SecureTransport", "false"),
      "a near ARN": at("aws:SourceArn", "arn:aws:sns:us-east-1:111122223333:alertsx"),
      "two tag keys": (seen) => seen["aws:TagKeys"]?.length === 2,
      "keys in lower case": (seen) => "aws:sourceip" in seen,
    },
  });

  it("leaves out the keys that are given, in any case", () => {
    const seen = fc.sample(requestContext(policies, { omit: ["AWS:sourceIP"] }), { seed: 1, numRuns: 200 });
    expect(seen.filter((one) => Object.keys(one).some((key) => /sourceip/i.test(key)))).to.deep.equal([]);
  });

  it("gives a request tag for every tag key and the other way round", () => {
    for (const seen of fc.sample(requestContext(policies), { seed: 1, numRuns: 300 })) {
      const keys = Object.entries(seen).find(([key]) => /^aws:tagkeys$/i.test(key))?.[1] ?? [];
      const tagged = Object.keys(seen).filter((key) => /^aws:requesttag\//i.test(key));
      expect(tagged).to.have.length(keys.length);
    }
  });

  const allowing = { Effect: "Allow", Action: "s3:*", Resource: "*" };

  it("has strings for keys that are named like members of every object", () => {
    const names = ["constructor", "__proto__", "toString"];
    // AWS does not take this key, but it must do no harm all the same
    const operator = { name: "Null", ifExists: false } as const;
    const conditions = names.map((key) => ({ operator, key, values: ["false"] }));
    const [{ source, document }] = identitySet(allowing).identity as [Policy];
    const statements = document.statements.map((statement) => ({ ...statement, conditions }));
    const odd: PolicySet = { identity: [{ source, document: { ...document, statements } }] };
    for (const seen of fc.sample(requestContext(odd), { seed: 3, numRuns: 50 })) {
      for (const value of Object.values(seen))
        expect([value].flat().every((one) => typeof one === "string")).to.equal(true);
    }
  });
});
