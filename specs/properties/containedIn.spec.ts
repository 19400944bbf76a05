import { expect } from "chai";
import { checkProperty } from "../../properties/checkProperty.js";
import { containedIn } from "../../properties/containedIn.js";
import { strictSubset } from "../../properties/strictSubset.js";
import { identitySet } from "../generators/identitySet.js";
import { hole, searchOptions, targetOf } from "./targets.js";

const some = identitySet({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" });
const all = identitySet({ Effect: "Allow", Action: "s3:*", Resource: "*" });
const nothing = identitySet({ Effect: "Deny", Action: "*", Resource: "*" });

describe("containedIn", () => {
  const search = (of: typeof some, within: typeof some) =>
    checkProperty(containedIn({ within }), targetOf(of), searchOptions);

  it("holds for a narrower policy", () => {
    expect(search(some, all)).to.deep.equal({ verdict: "holds", by: "proof", runs: 0 });
  });

  it("is refuted for a wider one, readably", () => {
    expect(search(all, some)).to.deep.include({
      verdict: "refuted",
      reason: "`s3:Example` on `arn:aws:s3:::data/example` is allowed, and not by `policy`",
    });
  });

  it("holds when the smaller side allows nothing", () => {
    expect(search(nothing, all)).to.deep.include({ verdict: "holds", by: "proof" });
  });

  it("is undecided about a target with a hole", () => {
    const target = targetOf(some, { holes: [hole] });
    expect(checkProperty(containedIn({ within: all }), target, searchOptions).verdict).to.equal("undecided");
  });

  it("gives the same counterexample again", () => {
    expect(search(all, some)).to.deep.equal(search(all, some));
  });
});

describe("strictSubset", () => {
  const search = (left: typeof some, within: typeof some) =>
    checkProperty(strictSubset({ left, within, by: "action" }), targetOf(left), searchOptions);

  it("holds where the other side allows more in each action", () => {
    expect(search(some, all).verdict).to.equal("holds");
  });

  it("holds where the other side allows more in another action, unless each action counts", () => {
    const reads = identitySet({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });
    const target = targetOf(reads);
    expect(checkProperty(strictSubset({ left: reads, within: all }), target, searchOptions)).to.deep.equal({
      verdict: "holds",
      by: "proof",
      runs: 0,
    });
    expect(search(reads, all).verdict).to.equal("refuted");
  });

  it("is refuted where the left side is not contained", () => {
    expect(search(all, some).verdict).to.equal("refuted");
  });

  it("is refuted where an action has no difference, by a request that both allow", () => {
    const outcome = search(some, some);
    expect(outcome).to.deep.include({
      verdict: "refuted",
      by: "proof",
      reason: "`s3:GetObject` is allowed alike: nothing more by `policy` than by `policy`",
    });
    expect(outcome.verdict === "refuted" && outcome.witness!.decision).to.equal("allowed");
  });

  it("is undecided where the prover cannot decide and the search finds nothing", () => {
    const scored = (Condition: object) =>
      identitySet({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", Condition });
    const less = scored({ StringEquals: { "aws:Score": "4.917" } });
    const more = scored({ StringLike: { "aws:Score": "4.9?7" }, NumericLessThan: { "aws:Score": "5" } });
    expect(
      checkProperty(strictSubset({ left: less, within: more }), targetOf(less), searchOptions),
    ).to.deep.include({
      verdict: "undecided",
      gap: "no request for `s3:GetObject` was found that `policy` allows and `policy` does not",
    });
  });

  it("is undecided where the left side grants nothing", () => {
    expect(search(nothing, all).verdict).to.equal("undecided");
  });

  it("asks the whole policy about the difference", () => {
    const parts = { left: some, whole: all, within: all, by: "action" } as const;
    expect(checkProperty(strictSubset(parts), targetOf(some), searchOptions).verdict).to.equal("refuted");
  });
});
