import { expect } from "chai";
import type { PolicySet } from "../../policies/language/policySet.js";
import { tagGuardsKept } from "../../properties/catalogue/tagGuardsKept.js";
import { checkProperty } from "../../properties/checkProperty.js";
import type { Outcome } from "../../properties/property.js";
import { tagGuard } from "../../properties/tagGuard.js";
import { managedSet } from "../generators/batchPolicies.js";
import { identitySet } from "../generators/identitySet.js";
import { hole, searchOptions, targetOf, targetWith } from "./targets.js";

const actions = {
  Effect: "Allow",
  Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
  Resource: "*",
};
const key = "aws:ResourceTag/AWSBatchServiceTag";
const guarded = { ...actions, Condition: { Null: { [key]: "false" } } };
const guardedBefore = { before: { policies: identitySet(guarded), holes: [] } };
const onInstances = { Effect: "Allow", Action: "ec2:Terminate*", Resource: "arn:aws:ec2:*:*:instance/*" };

const search = (property: typeof tagGuardsKept, target: ReturnType<typeof targetOf>): Outcome =>
  checkProperty(property, target, searchOptions);

describe("tagGuardsKept", () => {
  const holds: Record<string, ReturnType<typeof targetOf>> = {
    "one guarding statement": targetWith(guarded),
    "an unguarded statement on other resources": targetWith(
      { ...guarded, Resource: "arn:aws:ec2:*:*:launch-template/*" },
      onInstances,
    ),
    "two statements with the same guard": targetWith(guarded, {
      ...onInstances,
      Condition: guarded.Condition,
    }),
    "a denial of everything unguarded": targetWith(guarded, onInstances, {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { Null: { [key]: "true" } },
    }),
    "the service-linked Batch policy": targetOf(managedSet("BatchServiceRolePolicy")),
  };
  for (const [name, target] of Object.entries(holds)) {
    it(`holds for ${name}`, () => {
      expect(tagGuardsKept.appliesTo(target)).to.equal(true);
      expect(search(tagGuardsKept, target).verdict).to.equal("holds");
    });
  }

  it("does not hold for certain where the policies before the change are not all known", () => {
    const partly = (policies: PolicySet) => ({ before: { policies, holes: [hole] } });
    for (const statement of [guarded, onInstances]) {
      const target = targetOf(identitySet(statement), partly(identitySet()));
      expect(tagGuardsKept.appliesTo(target)).to.equal(true);
      const outcome = search(tagGuardsKept, target);
      expect(outcome.verdict).to.equal("undecided");
      expect(outcome).to.deep.include({ kind: "holes", holes: [hole], partial: { of: "before" } });
    }
    const broken = targetOf(identitySet(onInstances), partly(identitySet(guarded)));
    expect(search(tagGuardsKept, broken).verdict).to.equal("refuted");
  });

  it("is refuted where another statement grants the same without the tag", () => {
    const outcome = search(tagGuardsKept, targetWith(guarded, onInstances));
    expect(outcome).to.deep.include({ verdict: "refuted", by: "proof", runs: 0 });
    expect(outcome).to.have.nested.property("witness.request").that.deep.equals({
      principal: "arn:aws:iam::111122223333:role/job",
      action: "ec2:TerminateInstances",
      resource: "arn:aws:ec2:us-east-1:111122223333:instance/example",
      resourceAccount: "111122223333",
      context: {},
    });
    expect(outcome).to.have.nested.property("witness.statements[0].pointer", "/Statement/1");
    expect(outcome).to.have.property(
      "reason",
      "`ec2:TerminateInstances` is allowed without aws:ResourceTag/AWSBatchServiceTag, which /Statement/0 of `policy` asks for",
    );
  });

  const owner = { ...actions, Condition: { StringLike: { "aws:ResourceTag/Owner": "*" } } };

  it("takes statements that each ask for a tag for alternatives", () => {
    expect(search(tagGuardsKept, targetWith(guarded, owner)).verdict).to.equal("holds");
    const ifExists = { ...actions, Condition: { StringLikeIfExists: { "aws:ResourceTag/Owner": "*" } } };
    expect(search(tagGuardsKept, targetWith(guarded, ifExists)).verdict).to.equal("refuted");
  });

  it("asks for every tag of a statement that asks for several", () => {
    const both = { ...actions, Condition: { Null: { [key]: "false", "aws:ResourceTag/Owner": "false" } } };
    expect(search(tagGuardsKept, targetWith(both)).verdict).to.equal("holds");
    expect(search(tagGuardsKept, targetWith(both, onInstances)).verdict).to.equal("refuted");
  });

  it("has a witness for every statement that breaks it", () => {
    const templates = { Effect: "Allow", Action: "ec2:Delete*", Resource: "*" };
    const harmless = { Effect: "Allow", Action: "s3:*", Resource: "*" };
    const outcome = search(tagGuardsKept, targetWith(onInstances, guarded, harmless, templates, owner));
    if (outcome.verdict !== "refuted") throw new Error(outcome.verdict);
    const breaking = outcome.witnesses?.map(({ request, statements }) => [
      request.action,
      ...statements.map(({ pointer }) => pointer),
    ]);
    expect(breaking).to.deep.equal([
      ["ec2:TerminateInstances", "/Statement/0"],
      ["ec2:DeleteLaunchTemplate", "/Statement/3"],
    ]);
    expect(outcome.witness).to.deep.equal(outcome.witnesses?.[0]);
  });

  it("names a statement that grants alone, and a resource policy that does", () => {
    const resource = {
      source: "bucket",
      document: identitySet({ ...onInstances }).identity[0]!.document,
    };
    const everyone = { negated: false, principals: [{ type: "*", value: "*" }] } as const;
    const statements = resource.document.statements.map((one) => ({ ...one, principal: everyone }));
    const policies = {
      ...identitySet(guarded),
      resource: { ...resource, document: { ...resource.document, statements } },
    };
    expect(search(tagGuardsKept, targetOf(policies)).verdict).to.equal("refuted");
  });

  it("is refuted where the change asks for another tag instead", () => {
    const swapped = targetOf(identitySet(owner), guardedBefore);
    expect(search(tagGuardsKept, swapped).verdict).to.equal("refuted");
    const added = targetOf(identitySet(owner, guarded), guardedBefore);
    expect(search(tagGuardsKept, added).verdict).to.equal("holds");
  });

  it("is not judged by what is known in part where the tag that is dropped may be asked for after all", () => {
    const swapped = targetOf(identitySet(owner), guardedBefore);
    const { monotone } = tagGuardsKept;
    expect(typeof monotone === "function" && monotone(swapped)).to.equal(false);
    const plain = targetOf(identitySet(actions), guardedBefore);
    expect(typeof monotone === "function" && monotone(plain)).to.equal(true);
  });

  it("is refuted where the change drops the guard", () => {
    const outcome = search(tagGuardsKept, targetOf(identitySet(actions), guardedBefore));
    expect(outcome.verdict).to.equal("refuted");
    expect(outcome).to.have.property("reason").that.contains("before the change");
  });

  it("holds where the change drops the whole statement", () => {
    const target = targetOf(identitySet({ ...actions, Action: "s3:GetObject" }), guardedBefore);
    expect(search(tagGuardsKept, target).verdict).to.equal("holds");
  });

  it("says nothing about policies without a guard", () => {
    expect(tagGuardsKept.appliesTo(targetWith(actions))).to.equal(false);
    const ifExists = { ...actions, Condition: { StringEqualsIfExists: { [key]: "x" } } };
    expect(tagGuardsKept.appliesTo(targetWith(ifExists))).to.equal(false);
  });

  it("is undecided about a target with holes, and reports what is already broken", () => {
    const target = { ...targetWith(guarded, onInstances), holes: [hole, hole] };
    expect(search(tagGuardsKept, target))
      .to.include({ verdict: "undecided" })
      .and.nested.include({
        "partial.outcome.reason":
          "`ec2:TerminateInstances` is allowed without aws:ResourceTag/AWSBatchServiceTag, which /Statement/0 of `policy` asks for",
      })
      .and.deep.include({ holes: [hole, hole] });
  });
});

describe("tagGuard", () => {
  const property = tagGuard({ actions: ["ec2:Terminate*"], key });

  it("holds where the tag is asked for", () => {
    expect(search(property, targetWith(guarded)).verdict).to.equal("holds");
  });

  it("is refuted where it is not", () => {
    expect(search(property, targetWith(onInstances)).verdict).to.equal("refuted");
  });
});
