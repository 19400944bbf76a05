import { expect } from "chai";
import { reasonOf } from "../../harness/report/reasonOf.js";
import { findManagedPolicy } from "../../policies/managed/findManagedPolicy.js";
import { emptyServiceReference } from "../../policies/reference/emptyServiceReference.js";
import { serviceRolePolicies } from "../../policies/reference/facts/serviceRolePolicies.js";
import { attachable } from "../../properties/catalogue/attachable.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { extractPlan, makePlan, unchanged } from "../harness/plan/plans.js";
import { trusting } from "./escalation/stepPlan.js";

const judge = (policy: string, service: string) => {
  const { targets } = extractPlan(
    makePlan([
      unchanged("aws_iam_role.ci", {
        name: "ci",
        arn: "arn:aws:iam::111122223333:role/ci",
        assume_role_policy: trusting({ Service: service }),
      }),
      unchanged("aws_iam_role_policy_attachment.ci", {
        role: "ci",
        policy_arn: `arn:aws:iam::aws:policy/${policy}`,
      }),
    ]),
  );
  const target = targets.find(({ resource, counted }) => !resource && !counted)!;
  return checkProperty(attachable, target, { seed: 1, runs: 10, reference: emptyServiceReference });
};

describe("attachable", () => {
  it("refuses a service-linked policy of a role, which AWS does too", () => {
    const outcome = judge("aws-service-role/BatchServiceRolePolicy", "batch.amazonaws.com");
    expect(outcome).to.include({ verdict: "refuted" }).and.not.to.have.property("severity");
  });

  it("notes a policy for the role of a service that cannot assume it", () => {
    const outcome = judge("service-role/AWSBatchServiceRole", "ec2.amazonaws.com");
    expect(outcome).to.include({ verdict: "refuted", severity: "note" });
    expect(reasonOf(outcome)).to.equal(
      "`AWSBatchServiceRole` is for a role of batch.amazonaws.com, which `aws_iam_role.ci.assume_role_policy` does not let in",
    );
  });

  it("holds where the service can assume it, and of policies for no service", () => {
    expect(judge("service-role/AWSBatchServiceRole", "batch.amazonaws.com").verdict).to.equal("holds");
    expect(judge("ReadOnlyAccess", "ec2.amazonaws.com").verdict).to.equal("holds");
  });

  for (const [name, service] of serviceRolePolicies)
    it(`knows ${name} as a policy for the role of a service`, () => {
      expect(findManagedPolicy(name)?.arn).to.contain(":policy/service-role/");
      expect(judge(`service-role/${name}`, service).verdict).to.equal("holds");
      expect(judge(`service-role/${name}`, "example.amazonaws.com").verdict).to.equal("refuted");
    });
});
