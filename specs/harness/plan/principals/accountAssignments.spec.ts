import { expect } from "chai";
import { printAddress } from "../../../../properties/targetAddress.js";
import { allow, change, extractPlan, makePlan } from "../plans.js";

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
    expect(targets.map(({ address }) => printAddress(address))).to.deep.equal([
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
      extractPlan(makePlan([caller, scp, attachment, set("s"), ...changes])).targets[0]!.bounds?.lower.scps;
    expect(boundBy()).to.equal(undefined);
    expect(boundBy(lost)).to.have.length(1);
  });
});

describe("customer managed policies of permission sets", () => {
  const [one, two] = ["111111111111", "222222222222"] as const;
  const policy = (name: string, account: string, action = "s3:*") =>
    change(`aws_iam_policy.${name}`, {
      after: {
        ...{ name: "Dev", path: "/", policy: allow(action) },
        arn: `arn:aws:iam::${account}:policy/Dev`,
      },
    });
  const named = change("aws_ssoadmin_customer_managed_policy_attachment.c", {
    after: { permission_set_arn: arn, customer_managed_policy_reference: [{ name: "Dev", path: "/" }] },
  });
  const unknown = change("aws_ssoadmin_account_assignment.u", {
    after: { permission_set_arn: arn },
    unknown: { target_id: true },
  });
  const heldBy = (...changes: readonly object[]) => {
    const [target] = extractPlan(makePlan([set("s"), named, ...changes])).targets;
    return [target!.policies.identity.map(({ source }) => source), target!.holes.length];
  };

  it("are those of the accounts that a set is assigned in", () => {
    const held = [["aws_iam_policy.a"], 0];
    expect(heldBy(policy("a", one), assigned(one))).to.deep.equal(held);
    expect(heldBy(policy("a", one))).to.deep.equal(held);
    expect(heldBy(policy("a", one), policy("b", two, "ec2:*"), assigned(one))).to.deep.equal(held);
    const twins = [policy("a", one), policy("b", two), assigned(one), assigned(two)];
    expect(heldBy(...twins)).to.deep.equal(held);
  });

  it("are unknown where an account has one that is not in the plan, or may have", () => {
    const open = [[], 1];
    expect(heldBy(policy("a", one), assigned(two))).to.deep.equal(open);
    expect(heldBy(policy("a", one), assigned(one), assigned(two))).to.deep.equal(open);
    expect(heldBy(policy("a", one), unknown)).to.deep.equal(open);
    const differing = [policy("a", one), policy("b", two, "ec2:*"), assigned(one), assigned(two)];
    expect(heldBy(...differing)).to.deep.equal(open);
  });
});
