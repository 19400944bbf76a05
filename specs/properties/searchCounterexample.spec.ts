import { expect } from "chai";
import fc from "fast-check";
import { compile } from "../../policies/evaluate/compile.js";
import type { Access } from "../../policies/prove/access.js";
import { allowing } from "../../properties/allowing.js";
import { searchCounterexample } from "../../properties/searchCounterexample.js";
import { searchOptions } from "./targets.js";

const principal = "arn:aws:iam::111122223333:role/example";
const request = (action: string) => ({
  principal,
  action,
  resource: "*",
  resourceAccount: "111122223333",
  context: {},
});
const policies = allowing(["s3:*"], ["*"]);
const allowed: Access = { kind: "of", policies };
const broken = (action: string): Access => ({
  kind: "both",
  parts: [allowed, { kind: "actions", patterns: [action], except: [] }],
});

/** No action is `action`, asked of requests that are all for `tried`. */
const ask = (action: string, tried: string, violations?: Access) =>
  searchCounterexample(
    {
      requests: fc.constant(request(tried)),
      premise: (one) => one.action.startsWith("s3:"),
      premiseName: "request to S3",
      breaks: (one) => one.action.toLowerCase() === action.toLowerCase(),
      decides: compile(policies),
      reason: ({ request: { action: found }, decision }) => `${found.toLowerCase()} is ${decision}`,
      ...(violations && { violations: { access: violations, principal } }),
    },
    searchOptions,
  );

describe("searchCounterexample", () => {
  it("holds by search where nothing says what would break the law", () => {
    expect(ask("s3:PutObject", "s3:GetObject")).to.deep.equal({ verdict: "holds", by: "search", runs: 300 });
  });

  it("is undecided when no request was one the law speaks of", () => {
    expect(ask("s3:PutObject", "ec2:RunInstances")).to.deep.include({
      verdict: "undecided",
      reason: "no request to S3 was found among 300 requests",
    });
  });

  it("holds by proof, whatever is tried", () => {
    const outcome = ask("ec2:RunInstances", "ec2:RunInstances", broken("ec2:RunInstances"));
    expect(outcome).to.deep.equal({ verdict: "holds", by: "proof", runs: 0 });
  });

  it("is refuted by the request that was tried", () => {
    const outcome = ask("s3:PutObject", "s3:PutObject", broken("s3:PutObject"));
    expect(outcome).to.include({ verdict: "refuted", by: "search", reason: "s3:putobject is allowed" });
  });

  it("is refuted by the prover's request where the search finds none", () => {
    const outcome = ask("s3:PutObject", "s3:GetObject", broken("s3:PutObject"));
    expect(outcome).to.include({ verdict: "refuted", by: "proof", reason: "s3:putobject is allowed" });
    expect(outcome.verdict === "refuted" && outcome.witness.request.action.toLowerCase()).to.equal(
      "s3:putobject",
    );
  });
});
