import { expect } from "chai";
import { passRoleServices } from "../../properties/catalogue/passRoleServices.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { managedSet } from "../generators/batchPolicies.js";
import { hole, searchOptions, targetOf, targetWith } from "./targets.js";

const key = "iam:PassedToService";
const pass = { Effect: "Allow", Action: "iam:PassRole", Resource: "*" };
const toBatch = { ...pass, Condition: { StringEquals: { [key]: "batch.amazonaws.com" } } };
const property = passRoleServices();

describe("passRoleServices", () => {
  for (const name of ["BatchServiceRolePolicy", "AWSBatchServiceRole"]) {
    it(`holds for ${name}`, () => {
      expect(checkProperty(property, targetOf(managedSet(name)), searchOptions).verdict).to.equal("holds");
    });
  }

  it("is refuted for AWSBatchFullAccess by the first role it names", () => {
    expect(
      checkProperty(property, targetOf(managedSet("AWSBatchFullAccess")), searchOptions),
    ).to.deep.include({
      verdict: "refuted",
      reason: "iam:PassRole is allowed for any service: the statement has no iam:PassedToService",
      witness: {
        request: {
          principal: "arn:aws:iam::111122223333:role/job",
          action: "iam:PassRole",
          resource: "arn:aws:iam::111122223333:role/AWSBatchServiceRole",
          resourceAccount: "111122223333",
          context: {},
        },
        decision: "allowed",
        statements: [{ source: "managed:AWSBatchFullAccess@v7", pointer: "/Statement/1", sid: null }],
      },
    });
  });

  const refuted: Record<string, [object, RegExp]> = {
    "a condition that a missing key passes": [
      { ...pass, Condition: { StringEqualsIfExists: { [key]: "batch.amazonaws.com" } } },
      /lets a missing iam:PassedToService pass/,
    ],
    "all services but one": [
      { ...pass, Condition: { StringNotEquals: { [key]: "ec2.amazonaws.com" }, Null: { [key]: "false" } } },
      /allowed for `unlisted\.example\.com`/,
    ],
    "all services of China": [
      { ...pass, Condition: { StringLike: { [key]: "*.amazonaws.com.cn" } } },
      /allowed for `unlisted\.amazonaws\.com\.cn`/,
    ],
    "a wildcard that covers the action": [{ ...pass, Action: "iam:Pass*" }, /any service/],
  };
  for (const [name, [statement, reason]] of Object.entries(refuted)) {
    it(`is refuted for ${name}`, () => {
      const outcome = checkProperty(property, targetWith(statement), searchOptions);
      expect(outcome.verdict).to.equal("refuted");
      expect(outcome).to.have.property("reason").that.matches(reason);
    });
  }

  it("holds for a pattern of services", () => {
    const pattern = targetWith({ ...pass, Condition: { StringLike: { [key]: "ec2.*" } } });
    expect(checkProperty(property, pattern, searchOptions).verdict).to.equal("holds");
  });

  it("holds only for the services given", () => {
    const verdict = (...services: readonly string[]) =>
      checkProperty(passRoleServices({ services }), targetWith(toBatch), searchOptions).verdict;
    expect(verdict("batch.amazonaws.com")).to.equal("holds");
    expect(verdict("ec2.amazonaws.com")).to.equal("refuted");
  });

  it("holds where no role can be passed", () => {
    const denied = targetWith(pass, { Effect: "Deny", Action: "iam:*", Resource: "*" });
    expect(checkProperty(property, denied, searchOptions)).to.deep.include({ verdict: "holds", by: "proof" });
  });

  it("is undecided about a target with a hole", () => {
    expect(
      checkProperty(property, { ...targetWith(toBatch), holes: [hole] }, searchOptions).verdict,
    ).to.equal("undecided");
  });

  it("speaks only of policies that can allow iam:PassRole", () => {
    expect(property.appliesTo(targetWith(toBatch))).to.equal(true);
    expect(property.appliesTo(targetWith({ ...pass, Action: "*" }))).to.equal(true);
    expect(property.appliesTo(targetWith({ ...pass, Action: "iam:GetRole" }))).to.equal(false);
    expect(property.appliesTo(targetWith({ ...pass, Effect: "Deny" }))).to.equal(false);
  });

  it("is refuted where a pattern names every service of AWS", () => {
    const outcome = checkProperty(
      passRoleServices(),
      targetWith({
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "*",
        Condition: { StringLike: { "iam:PassedToService": "*.amazonaws.com" } },
      }),
      searchOptions,
    );
    expect(outcome).to.deep.include({ verdict: "refuted", by: "proof" });
  });
});
