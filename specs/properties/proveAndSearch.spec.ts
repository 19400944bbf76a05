import { expect } from "chai";
import { passRoleServices } from "../../properties/catalogue/passRoleServices.js";
import { tagGuardsKept } from "../../properties/catalogue/tagGuardsKept.js";
import { confinement } from "../../properties/confinement.js";
import { containedIn } from "../../properties/containedIn.js";
import type { Property } from "../../properties/property.js";
import { strictSubset } from "../../properties/strictSubset.js";
import { tagGuard } from "../../properties/tagGuard.js";
import { identitySet } from "../generators/identitySet.js";
import { Dice } from "../policies/prove/generatedPolicies.js";
import { searchOptions, targetOf } from "./targets.js";

const roles = ["arn:aws:iam::111122223333:role/job", "arn:aws:iam::111122223333:role/*", "*"];
const tag = "aws:ResourceTag/Owner";
const conditions = [
  {},
  { Null: { [tag]: "false" } },
  { StringEquals: { [tag]: ["a", "b"] } },
  { StringEqualsIfExists: { [tag]: "a" } },
  { StringEquals: { "iam:PassedToService": "batch.amazonaws.com" } },
  { StringLike: { "iam:PassedToService": "*.amazonaws.com" } },
  { "ForAnyValue:StringEquals": { "iam:PassedToService": ["batch.amazonaws.com", "ec2.amazonaws.com"] } },
];

const statement = (dice: Dice) => ({
  Effect: dice.chance(20) ? "Deny" : "Allow",
  Action: dice.some(["iam:PassRole", "iam:*", "ec2:TerminateInstances", "ec2:*", "s3:GetObject"], 2),
  Resource: dice.some(roles, 2),
  Condition: dice.pick(conditions),
});

const policies = (dice: Dice) =>
  identitySet(...Array.from({ length: 1 + dice.below(3) }, () => statement(dice)));

const propertiesOf = (dice: Dice): readonly Property[] => [
  tagGuardsKept,
  tagGuard({ actions: ["ec2:TerminateInstances"], key: tag }),
  passRoleServices(),
  passRoleServices({ services: ["batch.amazonaws.com"] }),
  confinement({ actions: ["iam:PassRole"], resources: [roles[0]!] }),
  confinement({ actions: ["s3:*"], resources: [] }),
  containedIn({ within: policies(dice) }),
  strictSubset({ left: policies(dice), within: policies(dice) }),
];

describe("a property proved and searched", () => {
  it("never finds the opposite, and both are refuted often", function () {
    this.timeout(60_000);
    const dice = new Dice(17);
    const seen: Record<string, number> = {};
    for (let round = 0; round < 60; round += 1) {
      const target = targetOf(policies(dice));
      for (const property of propertiesOf(dice).filter(({ appliesTo }) => appliesTo(target))) {
        const proof = property.prove!(target, searchOptions).verdict;
        const search = property.search(target, searchOptions).verdict;
        const pair = `proof ${proof}, search ${search}`;
        seen[pair] = (seen[pair] ?? 0) + 1;
        if (search === "refuted")
          expect(proof, `${property.id} of ${JSON.stringify(target)}`).to.equal("refuted");
        if (proof === "holds")
          expect(search, `${property.id} of ${JSON.stringify(target)}`).not.to.equal("refuted");
      }
    }
    const of = (proof: string, search: string) => seen[`proof ${proof}, search ${search}`] ?? 0;
    expect(of("holds", "holds"), JSON.stringify(seen)).to.be.above(50);
    expect(of("refuted", "refuted"), JSON.stringify(seen)).to.be.above(50);
    // a search that misses what there is is worth little
    expect(of("refuted", "holds"), JSON.stringify(seen)).to.be.below(of("refuted", "refuted") / 10);
  });
});
