import { expect } from "chai";
import { evaluateProperty } from "../../../harness/run/evaluateProperty.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { knownActions } from "../../../properties/catalogue/knownActions.js";
import { tagGuardsKept } from "../../../properties/catalogue/tagGuardsKept.js";
import { confinement } from "../../../properties/confinement.js";
import { containedIn, containment } from "../../../properties/containedIn.js";
import type { Hole } from "../../../properties/hole.js";
import { law } from "../../../properties/law.js";
import type { Property } from "../../../properties/property.js";
import { strictSubset } from "../../../properties/strictSubset.js";
import type { Target } from "../../../properties/target.js";
import { identitySet } from "../../generators/identitySet.js";
import { hole, searchOptions, targetOf } from "../../properties/targets.js";

const allow = (Resource: string) => ({ Effect: "Allow", Action: "s3:PutObject", Resource });
const [mine, other] = ["arn:aws:s3:::mine/*", "arn:aws:s3:::other/*"];
const open = (widest: string, narrowest: string, more: Partial<Target> = {}): Target =>
  targetOf(identitySet(allow(widest)), {
    bounds: { lower: identitySet(allow(narrowest)), unknown: [hole] },
    ...more,
  });
const onlyMine = confinement({ actions: ["s3:PutObject"], resources: [mine] });

const further: Hole = { ...hole, effects: ["Allow", "Deny"] };

/** Puts are allowed into `mine`: a law that requires access. */
const putsMine = law({
  id: "puts-mine",
  sentence: "objects can be put into mine",
  appliesTo: () => true,
  requiresAccess: true,
  questions: (target, options) => [
    containment({ left: identitySet(allow(mine)), within: target.policies, target }, options),
  ],
});

describe("judge", () => {
  it("lets a law hold that the widest reading keeps", () => {
    expect(evaluateProperty(onlyMine, open(mine, "arn:aws:s3:::mine/a"), searchOptions).verdict).to.equal(
      "holds",
    );
  });

  it("refutes what the narrowest reading breaks, with a witness that does not depend on what is unknown", () => {
    const outcome = evaluateProperty(onlyMine, open("*", other), searchOptions);
    expect(outcome.verdict).to.equal("refuted");
    if (outcome.verdict === "refuted")
      expect(outcome.witness!.request.resource).to.match(/^arn:aws:s3:::other\//);
  });

  it("leaves the rest undecided, naming what is unknown, what may break, and what to do", () => {
    const outcome = evaluateProperty(onlyMine, open("*", mine), searchOptions);
    expect(outcome.verdict).to.equal("undecided");
    expect(outcome).to.deep.include({ kind: "holes", holes: [hole] });
    expect(outcome).to.nested.include({ "partial.of": "worst", "partial.outcome.verdict": "refuted" });
  });

  it("decides nothing while something is unknown without bounds", () => {
    for (const target of [open(mine, mine, { holes: [hole] }), open(other, other, { holes: [hole] })]) {
      expect(evaluateProperty(onlyMine, target, searchOptions).verdict).to.equal("undecided");
    }
  });

  it("refutes by what is known where only a further policy is unknown, on its narrowest reading alone", () => {
    const verdictOf = (narrowest: string, ...holes: readonly Hole[]) =>
      evaluateProperty(onlyMine, open("*", narrowest, { holes }), searchOptions);
    expect(verdictOf(other, further)).to.have.nested.property("unless[0].effect", "Deny");
    expect(verdictOf(mine, further).verdict).to.equal("undecided");
    expect(verdictOf(other, further, hole).verdict).to.equal("undecided");
    const granting: Hole = { ...hole, effects: ["Allow"] };
    expect(verdictOf(other, granting)).to.include({ verdict: "refuted" }).and.not.to.have.property("unless");
  });

  describe("of a law that requires access", () => {
    const verdictOf = (target: Target) => evaluateProperty(putsMine, target, searchOptions);

    it("goes by the narrowest reading to hold, by the widest to be refuted", () => {
      expect(verdictOf(open("*", mine)).verdict).to.equal("holds");
      expect(verdictOf(open(other, "arn:aws:s3:::other/a")).verdict).to.equal("refuted");
      expect(verdictOf(open("*", other)).verdict).to.equal("undecided");
    });

    it("lets only an unknown grant mend a violation", () => {
      const outcome = verdictOf(open(other, other, { holes: [further] }));
      expect(outcome).to.have.nested.property("unless[0].effect", "Allow");
      expect(verdictOf(open("*", other, { holes: [further] })).verdict).to.equal("undecided");
      expect(verdictOf(open(mine, mine, { holes: [further] })).verdict).to.equal("undecided");
    });

    it("is undecided of a principal with no known policy", () => {
      expect(verdictOf(targetOf({ identity: [] }, { holes: [further] })).verdict).to.equal("undecided");
    });
  });

  it("decides nothing of a law that is not monotone", () => {
    const { monotone: _, ...law } = onlyMine;
    expect(evaluateProperty(law, open(mine, mine), searchOptions).verdict).to.equal("undecided");
  });

  it("decides a law about policies in its options, regardless of what is unknown", () => {
    const [less, more] = [identitySet(allow(mine)), identitySet(allow("*"))];
    const verdictOf = (law: Property) =>
      evaluateProperty(law, open("*", mine, { holes: [hole] }), searchOptions).verdict;
    expect(verdictOf(containedIn({ of: less, within: more }))).to.equal("holds");
    expect(verdictOf(containedIn({ of: more, within: less }))).to.equal("refuted");
    expect(verdictOf(strictSubset({ left: less, within: more }))).to.equal("holds");
  });

  it("refutes a law about what is written by a known document, and lets it hold only where all are known", async () => {
    const reference = await loadServiceReference(["s3"]);
    const typo = identitySet({ Effect: "Allow", Action: "s3:PutObjekt", Resource: "*" }).identity[0]!;
    const judge = (target: Target) =>
      knownActions.appliesTo(target)
        ? evaluateProperty(knownActions, target, { ...searchOptions, reference })
        : undefined;
    const isTypo = { verdict: "refuted", by: "count" };
    const set = identitySet(allow(mine));
    expect(judge(targetOf(set, { holes: [further] }))).to.deep.include({ verdict: "undecided" });
    expect(judge(targetOf({ identity: [] }, { holes: [further] }))).to.deep.include({ verdict: "undecided" });
    expect(judge(targetOf({ identity: [typo] }, { holes: [further] }))).to.deep.include(isTypo);
    const written = identitySet({ Effect: "Allow", Action: "s3:ListBucket", Resource: "*" });
    const either = targetOf(set, { bounds: { lower: written, unknown: [hole] } });
    expect(judge(either)).to.deep.include({ verdict: "undecided", holes: [hole] });
    const resource = { ...hole, address: "aws_iam_role_policy.r.policy/Statement/0/Resource" };
    expect(
      judge(targetOf(set, { bounds: { lower: { identity: [] }, unknown: [resource] } })),
    ).to.deep.include({
      verdict: "holds",
    });
    expect(judge(open(mine, mine))).to.deep.include({ verdict: "holds" });
    const lower = { identity: [typo, ...identitySet(allow(other)).identity] };
    const partly = targetOf({ identity: [typo, ...set.identity] }, { bounds: { lower, unknown: [hole] } });
    expect(judge(partly)).to.deep.include(isTypo);
  });

  it("does not refute what says nothing about the narrowest reading", () => {
    const law: Property = {
      ...onlyMine,
      appliesTo: ({ policies }) =>
        policies.identity[0]!.document.statements[0]!.resource!.patterns[0] === "*",
    };
    expect(evaluateProperty(law, open("*", other), searchOptions).verdict).to.equal("undecided");
  });

  it("does not decide which tags guard a policy while a condition of it is unknown", () => {
    const target = open(mine, mine, {
      bounds: { lower: identitySet(allow(mine)), unknown: [{ ...hole, part: "condition" }] },
    });
    expect(tagGuardsKept.appliesTo(target)).to.equal(true);
    expect(evaluateProperty(tagGuardsKept, target, searchOptions).verdict).to.equal("undecided");
  });

  it("throws when a witness of the narrowest reading does not fit the widest", () => {
    const wrong = open(other, "arn:aws:s3:::third/*");
    const law: Property = { ...onlyMine, search: (target, options) => onlyMine.search(target, options) };
    expect(() => evaluateProperty(law, wrong, searchOptions)).to.throw("the readings of");
  });
});
