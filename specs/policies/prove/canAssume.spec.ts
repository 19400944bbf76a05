import { expect } from "chai";
import type { HeldResource, PolicySet } from "../../../policies/language/policySet.js";
import { canAssume } from "../../../policies/prove/canAssume.js";
import { authorize } from "../../reference/authorize.js";
import { allowing, policySetOf } from "./policySets.js";

const [account, other] = ["111122223333", "999988887777"];
const job = `arn:aws:iam::${account}:role/job`;
const stranger = `arn:aws:iam::${other}:role/job`;
const admin = `arn:aws:iam::${account}:role/admin`;

const roleOf = (Principal: unknown, Condition: object = {}): HeldResource => ({
  address: "aws_iam_role.admin",
  arns: [admin],
  actions: ["sts:*"],
  account,
  policies: policySetOf({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal, Action: "sts:AssumeRole", Condition },
  }).identity,
});
const assume = allowing({ Action: "sts:AssumeRole", Resource: admin });
const [boundary] = allowing({ Action: "s3:*" }).identity;
const denied = allowing({ Effect: "Deny", Action: "sts:*" }, { Action: "*" }).identity;
const nothing: PolicySet = { identity: [] };

describe("canAssume", () => {
  for (const [name, policies, role, principal, expected] of [
    ["a role that trusts it", nothing, roleOf({ AWS: job }), job, true],
    ["a role that trusts its account, with its own permission", assume, roleOf({ AWS: account }), job, true],
    ["a role that trusts its account, without", nothing, roleOf({ AWS: account }), job, false],
    ["a role that trusts another", assume, roleOf({ AWS: stranger }), job, false],
    ["a role of another account, with both sides", assume, roleOf({ AWS: stranger }), stranger, true],
    [
      "a role of another account, without its own permission",
      nothing,
      roleOf({ AWS: stranger }),
      stranger,
      false,
    ],
    [
      "a role that trusts it, under a boundary",
      { ...nothing, boundary: boundary! },
      roleOf({ AWS: job }),
      job,
      false,
    ],
    [
      "a role that trusts everyone with its ARN",
      assume,
      roleOf("*", { ArnEquals: { "aws:PrincipalArn": job } }),
      job,
      true,
    ],
    [
      "a role that trusts everyone with another ARN",
      assume,
      roleOf("*", { ArnEquals: { "aws:PrincipalArn": admin } }),
      job,
      false,
    ],
    ["a role, under an SCP that denies it", { ...assume, scps: [denied] }, roleOf({ AWS: job }), job, false],
  ] as const) {
    it(`${expected ? "finds" : "excludes"} ${name}`, () => {
      const answer = canAssume(policies, role, { principal });
      expect(answer.kind).to.equal(expected ? "found" : "empty");
      if (answer.kind === "found") {
        const set = { ...policies, resources: [role] };
        expect(authorize(set, answer.witness)).to.equal("allowed");
      }
    });
  }

  it("leaves the policies of other resources in place", () => {
    const bucket: HeldResource = {
      ...roleOf({ AWS: job }),
      address: "aws_s3_bucket.b",
      arns: ["arn:aws:s3:::b"],
    };
    expect(
      canAssume({ ...nothing, resources: [bucket] }, roleOf({ AWS: job }), { principal: job }).kind,
    ).to.equal("found");
  });
});
