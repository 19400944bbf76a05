import { expect } from "chai";
import { deriveSeed } from "../../../harness/run/deriveSeed.js";
import { run } from "../../../harness/run/run.js";
import { emptyServiceReference } from "../../../policies/reference/emptyServiceReference.js";
import type { Property } from "../../../properties/property.js";
import type { Target } from "../../../properties/target.js";

const reference = emptyServiceReference;
const target = (address: string, more: Partial<Target> = {}): Target => ({
  address: { source: address },
  principal: "arn:aws:iam::123456789012:role/r",
  policies: { identity: [] },
  holes: [],
  ...more,
});
const hole = {
  address: "aws_iam_policy.p.policy",
  reason: "it is unknown",
  refersTo: [],
  remedy: "apply it",
};
const seeds: number[] = [];
const holds: Property = {
  id: "holds",
  sentence: "always",
  appliesTo: () => true,
  search: (_, { runs, seed }) => {
    seeds.push(seed);
    return { verdict: "holds", by: "search", runs };
  },
};
const request = { principal: "*", action: "s3:GetObject", resource: "*", resourceAccount: "1", context: {} };
const refuted: Property = {
  id: "refuted",
  sentence: "never",
  appliesTo: ({ address }) => address.source !== "c",
  search: () => ({
    verdict: "refuted",
    by: "search",
    runs: 1,
    reason: "it is allowed",
    witness: { request, decision: "allowed", statements: [] },
  }),
};

describe("run", () => {
  it("asks each property that applies of each target, targets outermost", () => {
    const report = run([target("b"), target("c"), target("a")], [holds, refuted], { reference });
    expect(report.verdicts.map(({ property, target }) => `${target} ${property}`)).to.deep.equal([
      "b holds",
      "b refuted",
      "c holds",
      "a holds",
      "a refuted",
    ]);
    expect(report.counts).to.deep.equal({
      policies: 0,
      targets: 3,
      properties: 2,
      holds: 3,
      refuted: 2,
      undecided: 0,
      belowGate: 0,
      excepted: 0,
      baseline: 0,
      before: 0,
    });
    expect(report.targets.map(({ properties }) => properties)).to.deep.equal([2, 1, 2]);
  });

  it("gives a unit the same seed regardless of what else runs", () => {
    const alone = run([target("a")], [holds], { reference, seed: 7 }).verdicts[0];
    const among = run([target("b"), target("a")], [refuted, holds], { reference, seed: 7 }).verdicts;
    expect(among).to.deep.include(alone);
    expect(seeds.at(-1)).to.equal(alone?.seed);
    expect(run([target("a")], [holds], { reference, seed: 8 }).verdicts[0]?.seed).not.to.equal(alone?.seed);
  });

  it("counts the distinct policies of the targets, or those it is given", () => {
    const document = { version: "2012-10-17", statements: [] } as const;
    const policies = { identity: [{ source: "p", document }], boundary: { source: "b", document } };
    const targets = [target("a", { policies }), target("b", { policies })];
    expect(run(targets, [], { reference }).counts.policies).to.equal(2);
    expect(run(targets, [], { reference, policies: 5 }).counts.policies).to.equal(5);
  });

  it("never lets a target with a hole pass or fail", () => {
    const report = run([target("a", { holes: [hole] })], [holds, refuted], { reference });
    expect(report.verdicts.map(({ outcome }) => outcome)).to.deep.equal([
      {
        verdict: "undecided",
        by: "search",
        runs: 1000,
        kind: "holes",
        holes: [hole],
        partial: { of: "known", outcome: { verdict: "holds", by: "search", runs: 1000 } },
      },
      {
        verdict: "undecided",
        by: "search",
        runs: 1,
        kind: "holes",
        holes: [hole],
        partial: { of: "known", outcome: refuted.search(target("a"), { seed: 1, runs: 1, reference }) },
      },
    ]);
  });

  it("reports each verdict as it comes", () => {
    const told: string[] = [];
    run([target("a"), target("c")], [holds], {
      reference,
      onVerdict: (verdict, done, total) => told.push(`${verdict.target} ${done}/${total}`),
    });
    expect(told).to.deep.equal(["a 1/2", "c 2/2"]);
  });
});

describe("unitSeed", () => {
  it("stays what it is, or every recorded path breaks", () => {
    expect([deriveSeed(1, "tag-guard", "plan.json#a"), deriveSeed(1, "tag-guard", "é")]).to.deep.equal([
      1593599586, 1292559094,
    ]);
  });
});
