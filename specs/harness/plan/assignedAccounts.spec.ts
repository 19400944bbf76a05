import { expect } from "chai";
import { allow, change, extractPlan, makePlan } from "./plans.js";

const arn = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef";
const set = (name: string, own = arn) =>
  change(`aws_ssoadmin_permission_set.${name}`, { after: { name, arn: own } });
const assigned = (account: string) =>
  change(`aws_ssoadmin_account_assignment.a${account}`, {
    after: { permission_set_arn: arn, target_id: account },
  });

describe("permission sets of which it is not known where they are assigned", () => {
  const lost = change("aws_ssoadmin_account_assignment.u", {
    after: { target_id: "333333333333" },
    unknown: { permission_set_arn: true },
  });

  it("have a hole, whichever of them the assignment may mean", () => {
    const { targets } = extractPlan(
      makePlan([set("s"), set("t", `${arn}0`), assigned("111111111111"), lost]),
    );
    expect(targets.map(({ address }) => address)).to.deep.equal([
      "plan.json#aws_ssoadmin_permission_set.s@111111111111",
      "plan.json#aws_ssoadmin_permission_set.t",
    ]);
    const hole = [
      "aws_ssoadmin_account_assignment.u.permission_set_arn",
      "which permission set is assigned in an account is known only after apply",
    ];
    for (const { holes } of targets)
      expect(holes.map(({ address, reason }) => [address, reason])).to.deep.equal([hole]);
  });

  it("may be bound by any policy of the organization where nothing else assigns them", () => {
    const caller = change("data.aws_caller_identity.me", {
      actions: ["read"],
      after: { account_id: "111111111111" },
    });
    const scp = change("aws_organizations_policy.p", {
      after: { id: "p-1", type: "SERVICE_CONTROL_POLICY", content: allow("ec2:*") },
    });
    const attachment = change("aws_organizations_policy_attachment.p", {
      after: { policy_id: "p-1", target_id: "333333333333" },
    });
    const boundBy = (...changes: readonly object[]) =>
      extractPlan(makePlan([caller, scp, attachment, set("s"), ...changes])).targets[0]!.narrowest?.scps;
    expect(boundBy()).to.equal(undefined);
    expect(boundBy(lost)).to.have.length(1);
  });
});
