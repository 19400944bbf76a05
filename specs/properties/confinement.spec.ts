import { expect } from "chai";
import { emptyServiceReference } from "../../policies/reference/emptyServiceReference.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import {
  administrativeActions,
  noIamAdministration,
} from "../../properties/catalogue/noIamAdministration.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { confinement } from "../../properties/confinement.js";
import { batchPolicyNames, managedSet } from "../generators/batchPolicies.js";
import { hole, searchOptions, targetOf, targetWith } from "./targets.js";

const below = "arn:aws:s3:::data/runs/*";
const property = confinement({ actions: ["s3:PutObject"], resources: [below] });
const put = { Effect: "Allow", Action: "s3:Put*", Resource: below };

describe("confinement", () => {
  it("holds for a grant inside the resources", () => {
    expect(checkProperty(property, targetWith(put), searchOptions).verdict).to.equal("holds");
  });

  it("is refuted by one resource outside them", () => {
    const outcome = checkProperty(
      property,
      targetWith({ ...put, Resource: "arn:aws:s3:::data/*" }),
      searchOptions,
    );
    expect(outcome).to.have.property(
      "reason",
      "`s3:PutObject` is allowed on `arn:aws:s3:::data/example`, which is not one of arn:aws:s3:::data/runs/*",
    );
  });
});

describe("noIamAdministration", () => {
  for (const name of batchPolicyNames) {
    it(`holds for ${name}`, () => {
      expect(checkProperty(noIamAdministration, targetOf(managedSet(name)), searchOptions).verdict).to.equal(
        "holds",
      );
    });
  }

  it("is refuted by one narrow grant among forty others", () => {
    const others = Array.from({ length: 40 }, (_, at) => ({
      Effect: "Allow",
      Action: `s3:Get${at}`,
      Resource: "*",
    }));
    const narrow = {
      Effect: "Allow",
      Action: "iam:PutRolePolicy",
      Resource: "arn:aws:iam::444455556666:role/team/*",
      Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
    };
    const outcome = checkProperty(noIamAdministration, targetWith(...others, narrow), {
      ...searchOptions,
      runs: 1000,
    });
    expect(outcome).to.have.property(
      "reason",
      "`iam:PutRolePolicy` is allowed on `arn:aws:iam::444455556666:role/team/example`, and should not be on any",
    );
  });

  it("is about actions of IAM that exist, all of its permissions management among them", async () => {
    const actions = (await loadServiceReference(["iam"])).actionsOf("iam");
    expect(actions.map(({ name }) => name)).to.include.members([...administrativeActions]);
    const managing = actions.filter(({ accessLevel }) => accessLevel === "Permissions management");
    expect(managing).to.have.length.above(20);
    expect(administrativeActions).to.include.members(managing.map(({ name }) => name));
  });

  for (const action of [
    "iam:PutUserPermissionsBoundary",
    "iam:DetachRolePolicy",
    "iam:DeleteUserPolicy",
    "iam:CreateSAMLProvider",
    "iam:ResetServiceSpecificCredential",
  ]) {
    it(`is refuted by ${action}, and not by a read`, () => {
      const verdictOf = (Action: string) =>
        checkProperty(
          noIamAdministration,
          targetWith({ Effect: "Allow", Action, Resource: "*" }),
          searchOptions,
        ).verdict;
      expect([verdictOf(action), verdictOf("iam:GetUser")]).to.deep.equal(["refuted", "holds"]);
    });
  }

  it("counts what newer service data counts as permissions management", () => {
    const name = "iam:PutNewPolicy";
    const added = {
      name,
      accessLevel: "Permissions management",
      resourceTypes: [],
      conditionKeys: [],
    } as const;
    const reference = {
      ...emptyServiceReference,
      actionsOf: (service: string) => (service === "iam" ? [added] : []),
    };
    const target = targetWith({ Effect: "Allow", Action: name, Resource: "*" });
    expect(checkProperty(noIamAdministration, target, searchOptions).verdict).to.equal("holds");
    expect(checkProperty(noIamAdministration, target, { ...searchOptions, reference }).verdict).to.equal(
      "refuted",
    );
  });

  it("is undecided about a target of which nothing is known", () => {
    const target = targetOf({ identity: [] }, { holes: [hole] });
    expect(noIamAdministration.appliesTo(target)).to.equal(true);
    expect(checkProperty(noIamAdministration, target, searchOptions)).to.deep.include({
      verdict: "undecided",
      kind: "holes",
      holes: [hole],
    });
  });

  it("says nothing about a principal without policies", () => {
    expect(noIamAdministration.appliesTo(targetOf({ identity: [] }))).to.equal(false);
  });
});

describe("builtInProperties", () => {
  it("have unique ids in kebab case, and a sentence of one line", () => {
    const ids = builtInProperties.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const { id, sentence } of builtInProperties) {
      expect(id).to.match(/^[a-z]+(-[a-z]+)*$/);
      expect(sentence).to.match(/^[^\n]{10,140}$/);
    }
  });
});
