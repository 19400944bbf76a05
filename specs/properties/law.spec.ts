import { expect } from "chai";
import fc from "fast-check";
import { reasonOf } from "../../harness/report/reasonOf.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { membersOf } from "../../policies/prove/callers/callerMembers.js";
import type { Access } from "../../policies/prove/question/access.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { allowing } from "../../properties/allowing.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { law } from "../../properties/law.js";
import { neverAllowed } from "../../properties/neverAllowed.js";
import type { SearchOptions } from "../../properties/property.js";
import { undecided } from "../../properties/undecided.js";
import { identitySet } from "../generators/identitySet.js";
import { policySetOf } from "../policies/prove/policySets.js";
import { searchOptions, targetOf } from "./targets.js";

const principal = "arn:aws:iam::111122223333:role/example";
const request = (action: string, context = {}) => ({
  principal,
  action,
  resource: "*",
  resourceAccount: "111122223333",
  context,
});
const among = (action: string, policies: PolicySet): Access => ({
  kind: "both",
  parts: [
    { kind: "of", policies },
    { kind: "actions", patterns: [action], except: [] },
  ],
});

interface Asked {
  readonly policies?: PolicySet;
  readonly tried: ReturnType<typeof request>;
  readonly options?: Partial<SearchOptions>;
}

/** No action of these policies is `action`, asked of requests that are all the one tried. */
function ask(action: string, { policies = allowing(["s3:*"], ["*"]), tried, options }: Asked) {
  const none = law({
    id: "none",
    sentence: `no one may ${action}`,
    appliesTo: () => true,
    questions: () => [
      {
        principal,
        scope: { kind: "actions", patterns: ["s3:*"], except: [] },
        scopeName: "request to S3",
        violations: among(action, policies),
        requests: () => fc.constant(tried),
        decides: () => compile(policies),
        reason: ({ request: { action: found }, decision }) => `${found} is ${decision}`,
      },
    ],
  });
  return checkProperty(none, targetOf(policies), { ...searchOptions, ...options });
}

/** The prover does not decide about a key that is compared both as a string and as a number. */
const puzzling = identitySet({
  Effect: "Allow",
  Action: "s3:*",
  Resource: "*",
  Condition: { StringLike: { "aws:Score": "4.9?7" }, NumericLessThan: { "aws:Score": "5" } },
});

describe("a law", () => {
  it("holds by proof, regardless of what is tried", () => {
    const outcome = ask("ec2:RunInstances", { tried: request("ec2:RunInstances") });
    expect(outcome).to.deep.equal({ verdict: "holds", by: "proof", runs: 0 });
  });

  it("is refuted by the prover's request, without trying any", () => {
    const outcome = ask("s3:PutObject", { tried: request("s3:GetObject") });
    expect(outcome).to.deep.include({ verdict: "refuted", by: "proof", runs: 0 });
    expect(outcome.verdict === "refuted" && outcome.reason).to.equal("s3:PutObject is allowed");
  });

  it("says when AWS would not send the request that refutes it", async () => {
    const reference = await loadServiceReference(["s3"]);
    const real = ask("s3:PutObject", { tried: request("s3:GetObject"), options: { reference } });
    expect(real.verdict === "refuted" && real.universe).to.equal("typed");
    const unreal = ask("s3:Teleport", { tried: request("s3:GetObject"), options: { reference } });
    const newer = "s3:Teleport is allowed; `s3:Teleport` is newer than the data of 2026-09-26, or misspelt";
    expect(unreal.verdict === "refuted" && [unreal.universe, reasonOf(unreal)]).to.deep.equal([
      "typed",
      newer,
    ]);
    const operation = ask("s3:HeadObject", { tried: request("s3:GetObject"), options: { reference } });
    expect(operation).to.have.nested.property("newer.asked", "s3:GetObject");
    const typed = { reference, universe: "typed" } as const;
    const asked = ask("s3:Teleport", { tried: request("s3:GetObject"), options: typed });
    expect(asked.verdict === "refuted" && reasonOf(asked)).to.equal(newer);
  });

  describe("where the proof stays undecided", () => {
    it("holds by search when none of the requests breaks the law", () => {
      const outcome = ask("s3:GetObject", { policies: puzzling, tried: request("s3:GetObject") });
      expect(outcome).to.deep.equal({ verdict: "holds", by: "search", runs: 300 });
    });

    it("is refuted by a request that does", () => {
      const outcome = ask("s3:GetObject", {
        policies: puzzling,
        tried: request("s3:GetObject", { "aws:Score": "4.987" }),
      });
      expect(outcome).to.include({ verdict: "refuted", by: "search", reason: "s3:GetObject is allowed" });
      expect(outcome).to.have.property("path").that.is.a("string");
    });

    it("is undecided when no request was one the law speaks of", () => {
      const outcome = ask("s3:GetObject", { policies: puzzling, tried: request("ec2:RunInstances") });
      expect(outcome).to.deep.include({
        verdict: "undecided",
        gap: "no request to S3 was found among 300 requests",
      });
    });
  });

  describe("of many questions", () => {
    /** Questions about these actions, one each; which of them were asked. */
    const many = (actions: readonly string[], policies: PolicySet) => {
      const asked: string[] = [];
      const made = law({
        id: "none",
        sentence: "no one may do any",
        appliesTo: () => true,
        questions: () =>
          actions.map((action) => ({
            principal,
            scope: { kind: "actions", patterns: ["s3:*"], except: [] },
            scopeName: `request for ${action}`,
            get violations() {
              asked.push(action);
              return among(action, policies);
            },
            requests: () => fc.constant(request(action)),
            decides: () => compile(policies),
            reason: () => `${action} is allowed`,
          })),
      });
      const target = targetOf(policies);
      return { asked, property: made, target };
    };

    it("asks no further after the first that is refuted", () => {
      const { asked, property, target } = many(["ec2:Run", "s3:A", "s3:B"], allowing(["s3:*"], ["*"]));
      expect(property.prove!(target, searchOptions)).to.include({
        verdict: "refuted",
        reason: "s3:A is allowed",
      });
      expect(asked).not.to.include("s3:B");
    });

    it("searches only those that the proof left undecided", () => {
      const { property, target } = many(["ec2:Run", "s3:A", "ec2:Stop"], puzzling);
      expect(property.prove!(target, searchOptions)).to.deep.include({ verdict: "undecided", open: [1] });
      expect(checkProperty(property, target, searchOptions)).to.deep.equal({
        verdict: "holds",
        by: "search",
        runs: 300,
      });
    });

    it("tries no more requests for all of them together than a thousand, or than are asked for", () => {
      const actions = Array.from({ length: 100 }, (_, at) => `s3:A${at}`);
      const { property, target } = many(actions, puzzling);
      expect(checkProperty(property, target, searchOptions).runs).to.equal(1000);
      expect(checkProperty(property, target, { ...searchOptions, runs: 3000 }).runs).to.equal(3000);
    });

    it("is undecided, and names the question, once the budget is used up, unless a request breaks it", () => {
      const exhausted = (found: "holds" | "refuted") => {
        const { property, target } = many(["s3:A"], allowing(["s3:*"], ["*"]));
        const outcome = property.prove!(target, searchOptions);
        return checkProperty(
          {
            ...property,
            prove: () => undecided("budget", "took more"),
            search: () => (found === "refuted" ? outcome : { verdict: "holds", by: "search", runs: 7 }),
          },
          target,
          searchOptions,
        );
      };
      expect(exhausted("holds")).to.deep.equal({
        verdict: "undecided",
        by: "proof",
        runs: 7,
        kind: "budget",
        holes: [],
        gap: "took more",
      });
      expect(exhausted("refuted").verdict).to.equal("refuted");
    });
  });
});

describe("a law about a principal whose ARN is certain", () => {
  const job = "arn:aws:iam::111122223333:role/job";
  const grant = (arn: string) =>
    targetOf(
      {
        identity: [],
        resources: [
          {
            address: "aws_s3_bucket.b",
            arns: ["arn:aws:s3:::b/*"],
            account: "111122223333",
            policies: policySetOf({
              Version: "2012-10-17",
              Statement: {
                Effect: "Allow",
                Principal: "*",
                Action: "s3:DeleteObject",
                Resource: "*",
                Condition: { ArnEquals: { "aws:PrincipalArn": arn } },
              },
            }).identity,
          },
        ],
      },
      { principal: job, callers: membersOf(job) },
    );
  const keeps = neverAllowed({
    id: "keeps",
    sentence: "nothing is deleted",
    access: { kind: "actions", patterns: ["s3:Delete*"], except: [] },
  });

  it("is broken by a grant to it, and not by one to another role", () => {
    expect(checkProperty(keeps, grant(job), searchOptions).verdict).to.equal("refuted");
    const other = grant("arn:aws:iam::111122223333:role/other");
    expect(checkProperty({ ...keeps, appliesTo: () => true }, other, searchOptions).verdict).to.equal(
      "holds",
    );
  });
});
