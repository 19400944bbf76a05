import { expect } from "chai";
import type { BeforeAndAfter } from "../../../../harness/run/diff/beforeAndAfter.js";
import { diffTargets } from "../../../../harness/run/diff/diffTargets.js";
import { ofOnePlan } from "../../../../harness/run/diff/pairTargets.js";
import { authorize } from "../../../../policies/evaluate/authorize.js";
import { compile } from "../../../../policies/evaluate/compile.js";
import { emptyServiceReference } from "../../../../policies/reference/emptyServiceReference.js";
import type { Hole } from "../../../../properties/hole.js";
import { boundsOf, type Readings } from "../../../../properties/target.js";
import { identitySet } from "../../../generators/identitySet.js";
import { policySetOf } from "../../../policies/prove/policySets.js";
import { hole } from "../../../properties/targets.js";

const allow = (Action: string | readonly string[], Resource = "*") => ({ Effect: "Allow", Action, Resource });
const known = (...statements: readonly object[]): Readings => ({
  policies: identitySet(...statements),
  holes: [],
});
const between = (widest: readonly object[], narrowest: readonly object[]): Readings => ({
  policies: identitySet(...widest),
  bounds: { lower: identitySet(...narrowest), unknown: [hole] },
  holes: [],
});
const [get, put, list] = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"].map((action) => allow(action)) as [
  object,
  object,
  object,
];
const [inA, inB] = [allow("s3:GetObject", "arn:aws:s3:::a/*"), allow("s3:GetObject", "arn:aws:s3:::b/*")];
const sides = (before: Readings, after: Readings): BeforeAndAfter => ({
  target: "t",
  principal: "arn:aws:iam::111122223333:role/r",
  before,
  after,
});
function diff(before: Readings, after: Readings) {
  const { changes, undecided } = diffTargets([sides(before, after)], { reference: emptyServiceReference });
  for (const { change, witness } of changes) {
    const isGone = change === "removed" || change === "narrowed";
    const [more, less] = isGone ? [before, after] : [after, before];
    const decide = (readings: Readings) => {
      const { upper, lower } = boundsOf(readings);
      return [upper, lower].map((set) => authorize(compile(set), witness));
    };
    expect(decide(more)).to.deep.equal(["allowed", "allowed"]);
    expect(decide(less)).not.to.include("allowed");
  }
  return {
    changes: changes.flatMap(({ change, actions }) => actions.map((action) => `${change} ${action}`)),
    undecided: undecided.flatMap(({ actions = ["everything"] }) => actions),
  };
}

describe("diffTargets", () => {
  it("reports what a new principal gains that all but its account had", () => {
    const others = policySetOf({
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        NotPrincipal: { AWS: "111122223333" },
        Action: "s3:GetObject",
        Resource: "*",
      },
    }).identity;
    const held = { address: "aws_s3_bucket.b", arns: ["arn:aws:s3:::b/*"], account: "111122223333" };
    const after: Readings = {
      policies: {
        ...identitySet(allow("s3:GetObject", "arn:aws:s3:::b/*")),
        resources: [{ ...held, policies: others }],
      },
      holes: [],
    };
    const fresh = { ...sides({ policies: { identity: [] }, holes: [] }, after), absent: "before" } as const;
    const { changes } = diffTargets([fresh], { reference: emptyServiceReference });
    expect(changes.map(({ actions }) => actions)).to.deep.equal([["s3:GetObject"]]);
  });

  it("reports nothing for a new principal that everyone had, though a NotPrincipal names it", () => {
    const others = { NotPrincipal: { AWS: "111122223333" }, Resource: "*" };
    for (const further of [
      { ...others, Effect: "Allow", Action: "s3:PutObject" },
      { ...others, Effect: "Deny", Action: "s3:DeleteObject" },
    ]) {
      const { identity: policies } = policySetOf({
        Version: "2012-10-17",
        Statement: [{ ...allow("s3:GetObject"), Principal: "*" }, further],
      });
      const held = { address: "b", arns: ["arn:aws:s3:::b/*"], account: "111122223333", policies };
      const after: Readings = { policies: { identity: [], resources: [held] }, holes: [] };
      const fresh = { ...sides({ policies: { identity: [] }, holes: [] }, after), absent: "before" } as const;
      expect(diffTargets([fresh], { reference: emptyServiceReference }).changes).to.deep.equal([]);
    }
  });

  it("reports what a principal gains together with all but its account", () => {
    const Action = "s3:GetObject";
    const statement = { Effect: "Allow", NotPrincipal: { AWS: "111122223333" }, Action, Resource: "*" };
    const others = policySetOf({ Version: "2012-10-17", Statement: statement }).identity;
    const held = { address: "aws_s3_bucket.b", arns: ["arn:aws:s3:::b/*"], account: "111122223333" };
    const [past, now] = [[], others].map((policies) => [{ ...held, policies }]);
    const of = (identity: object[], resources: typeof past): Readings => ({
      policies: { ...identitySet(...identity), resources: resources! },
      holes: [],
    });
    const bucket = {
      ...sides(of([], past), of([], now)),
      target: held.address,
      resource: "resource",
    } as const;
    const role = sides(of([], past), of([allow(Action, "arn:aws:s3:::b/*")], now));
    const { changes } = diffTargets([bucket, role], { reference: emptyServiceReference });
    expect(changes.map(({ target }) => target)).to.include.members([held.address, "t"]);
  });

  it("reports what is certain action by action, and the rest as undecided", () => {
    expect(diff(known(get), between([get, put, list], [get, put]))).to.deep.equal({
      changes: ["added s3:PutObject"],
      undecided: ["s3:ListBucket"],
    });
    expect(diff(known(get, put, list), between([get, put], [get]))).to.deep.equal({
      changes: ["removed s3:ListBucket"],
      undecided: ["s3:PutObject"],
    });
    expect(diff(between([get, put], [get]), known(get, put))).to.deep.equal({
      changes: [],
      undecided: ["s3:PutObject"],
    });
    expect(diff(between([get, put], [get]), known(get))).to.deep.equal({
      changes: [],
      undecided: ["s3:PutObject"],
    });
  });

  it("reports nothing of what is certain to stay", () => {
    expect(diff(between([get, put], [put]), between([put], [put]))).to.deep.equal({
      changes: [],
      undecided: ["s3:GetObject"],
    });
    expect(diff(between([get], [get]), between([get], [get]))).to.deep.equal({ changes: [], undecided: [] });
  });

  it("takes new access for widened where there may have been some before", () => {
    expect(diff(between([inA], []), known(inA, inB)).changes).to.deep.equal(["widened s3:GetObject"]);
    expect(diff(known(inA, inB), between([inA], [])).changes).to.deep.equal(["narrowed s3:GetObject"]);
  });

  it("distinguishes what is new for certain from what may be gone of the same action", () => {
    expect(diff(known(inA), between([inA, inB], [inB]))).to.deep.equal({
      changes: ["widened s3:GetObject"],
      undecided: ["s3:GetObject"],
    });
    expect(diff(known(inA), known(inB))).to.deep.equal({ changes: ["shifted s3:GetObject"], undecided: [] });
  });

  it("reports the rest of a service that the reference does not have, too", () => {
    const [one, all] = [known(allow("nosuch:Get")), known(allow("nosuch:*"))];
    expect(diff(one, all)).to.deep.equal({ changes: ["added nosuch:*"], undecided: [] });
    expect(diff(all, one)).to.deep.equal({ changes: ["removed nosuch:*"], undecided: [] });
    expect(diff(all, all)).to.deep.equal({ changes: [], undecided: [] });
  });

  it("names what is unknown", () => {
    const { undecided } = diffTargets([sides(known(), between([get], []))], {
      reference: emptyServiceReference,
    });
    expect(undecided).to.have.lengthOf(1);
    expect(undecided[0]).to.deep.include({ kind: "holes", holes: [hole], possible: "new" });
  });

  it("is certain of nothing where something is unknown without bounds, on either side", () => {
    const open = { ...known(put), holes: [hole] };
    for (const [before, after] of [
      [known(get), open],
      [open, known(get)],
    ] as const) {
      expect(diff(before, after)).to.deep.equal({ changes: [], undecided: ["everything"] });
    }
  });

  describe("while a further policy is unknown", () => {
    const further: Hole = { ...hole, effects: ["Allow", "Deny"] };
    const told = (before: Readings, after: Readings) => {
      const { changes, undecided } = diffTargets([sides(before, after)], {
        reference: emptyServiceReference,
      });
      const unless = changes.flatMap((one) => one.unless ?? []).map((one) => `${one.time} ${one.effect}`);
      return { changes: changes.map(({ change }) => change), unless, undecided: undecided.length };
    };

    it("lists what is new by what is known, unless that policy denies it, and leaves the rest undecided", () => {
      expect(told(known(get), { ...known(get, put), holes: [further] })).to.deep.equal({
        changes: ["added"],
        unless: ["after Deny"],
        undecided: 1,
      });
    });

    it("lists it also where the policy was unknown before, which may have allowed it", () => {
      expect(told({ ...known(get), holes: [further] }, known(get, put))).to.deep.equal({
        changes: ["added"],
        unless: ["before Allow"],
        undecided: 1,
      });
      const lasting = { ...further, lasting: true };
      const both = told({ ...known(get), holes: [lasting] }, { ...known(get, put), holes: [further] });
      expect(both.unless).to.deep.equal(["after Deny", "before Allow"]);
    });

    it("lists nothing as gone, which that policy may allow", () => {
      expect(told(known(get, put), { ...known(get), holes: [further] }).changes).to.deep.equal([]);
      expect(told(known(inA), { ...known(inB), holes: [further] }).changes).to.deep.equal(["widened"]);
    });

    it("goes by the narrowest reading of what is known", () => {
      const after = { ...between([get, put], [get]), holes: [further] };
      expect(told(known(get), after).changes).to.deep.equal([]);
    });
  });

  describe("where what is unknown stays", () => {
    const lasting = { ...hole, lasting: true };
    const target = { address: { source: "t" }, principal: "arn:aws:iam::111122223333:role/r", holes: [] };
    const nothing = identitySet().identity[0]!;
    const bounded = (statement: object, one: Hole): Readings => ({
      policies: identitySet(statement),
      bounds: { lower: { ...identitySet(statement), boundary: nothing }, unknown: [one] },
      holes: [],
    });
    const told = (after: Readings, before: Readings) => {
      const both = { ...target, ...after, before };
      const { changes, undecided } = diffTargets(ofOnePlan([both]), { reference: emptyServiceReference });
      return [
        changes.flatMap(({ actions }) => actions),
        undecided.flatMap(({ actions = ["everything"] }) => actions),
      ];
    };

    it("nothing changes where nothing else does", () => {
      const same = { policies: identitySet(get), holes: [hole] };
      expect(told(same, { ...same, holes: [lasting] })).to.deep.equal([[], []]);
      expect(told(same, same)).to.deep.equal([[], ["everything"]]);
      const limited = bounded(get, hole);
      expect(told(limited, bounded(get, lasting))).to.deep.equal([[], []]);
      expect(
        told({ ...same, holes: [hole, { ...hole, reason: "more" }] }, { ...same, holes: [lasting] }),
      ).to.deep.equal([[], ["everything"]]);
    });

    it("an unknown limit of both sides leaves only what changes beneath it open", () => {
      const before = bounded(get, lasting);
      const after = bounded(allow(["s3:GetObject", "s3:PutObject"]), hole);
      expect(told(after, before)).to.deep.equal([[], ["s3:PutObject"]]);
      const unlike = bounded(get, hole);
      expect(told(after, unlike)).to.deep.equal([[], ["s3:GetObject", "s3:PutObject", "s3:GetObject"]]);
    });
  });
});
