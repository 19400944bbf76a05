import { expect } from "chai";
import { allow, change, extractPlan, makePlan, unchanged } from "../plans.js";

const identity = (account: string) =>
  unchanged("data.aws_caller_identity.me", { account_id: account, arn: `arn:aws:iam::${account}:user/me` });
const known = [identity("111122223333")];
const role = (after: object, unknown: object = {}) =>
  change("aws_iam_role.x", { after: { path: "/", ...after }, unknown: { arn: true, ...unknown } });
const user = (after: object, unknown: object = {}) =>
  change("aws_iam_user.x", { after: { path: "/", ...after }, unknown: { arn: true, ...unknown } });
const group = change("aws_iam_group.x", { after: { name: "x", path: "/" }, unknown: { arn: true } });
const set = unchanged("aws_ssoadmin_permission_set.x", {
  name: "Admin",
  arn: "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef",
});
const inline = change("aws_ssoadmin_permission_set_inline_policy.x", {
  after: {
    permission_set_arn: "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef",
    inline_policy: allow("s3:List"),
  },
});
const assigned = change("aws_ssoadmin_account_assignment.x", {
  after: {
    permission_set_arn: "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef",
    target_id: "444455556666",
  },
});
const attached = change("aws_iam_role_policy_attachment.x", {
  after: { role: "elsewhere", policy_arn: "arn:aws:iam::aws:policy/AWSBatchFullAccess" },
});
const account = ["aws:principalaccount", "kms:calleraccount", "aws:sourceowner"];
const [any, arn] = ["????????????", "aws:principalarn"];

describe("what is certain of the callers that a principal may be", () => {
  for (const [what, resources, arns, unknown] of [
    ["a role", [...known, role({ name: "x" })], ["arn:aws:iam::111122223333:role/x"], []],
    [
      "a role of an unknown account",
      [role({ name: "x" })],
      [`arn:aws*:iam::${any}:role/x`],
      [...account, arn],
    ],
    [
      "a role with the prefix of a name",
      [...known, role({ name_prefix: "x-", path: "/ops/" }, { name: true })],
      ["arn:aws:iam::111122223333:role/ops/x-*"],
      [arn],
    ],
    [
      "a role with an unknown name",
      [...known, role({}, { name: true })],
      ["arn:aws:iam::111122223333:role/*"],
      [arn],
    ],
    [
      "a role of an unknown path",
      [...known, change("aws_iam_role.x", { after: { name: "x" }, unknown: { arn: true, path: true } })],
      ["arn:aws:iam::111122223333:role/x", "arn:aws:iam::111122223333:role/*/x"],
      [arn],
    ],
    [
      "a user with an unknown name",
      [...known, user({}, { name: true })],
      ["arn:aws:iam::111122223333:user/*"],
      [arn, "aws:username"],
    ],
    [
      "a user of an unknown account",
      [user({ name: "x" })],
      [`arn:aws*:iam::${any}:user/x`],
      [...account, arn],
    ],
    ["the members of a group", [...known, group], ["arn:aws:iam::111122223333:user/*"], []],
    ["those in an unknown account", [group], [`arn:aws*:iam::${any}:user/*`], [...account, arn]],
    [
      "a permission set",
      [set, inline, assigned],
      ["", "*/"].map(
        (region) =>
          `arn:aws*:iam::444455556666:role/aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_Admin_????????????????`,
      ),
      [arn],
    ],
    [
      "a role outside the plan",
      [...known, attached],
      ["arn:aws:iam::111122223333:role/elsewhere", "arn:aws:iam::111122223333:role/*/elsewhere"].map((one) =>
        one.replace("arn:aws:", "arn:aws*:"),
      ),
      [arn],
    ],
  ] as const) {
    it(`is known of ${what}`, () => {
      const [target] = extractPlan(makePlan(resources)).targets;
      expect(target!.callers!.arn).to.deep.equal({ only: arns });
      expect(target!.callers!.types).to.deep.equal([/:role/.test(arns[0]!) ? "role" : "user"]);
      expect(target!.example?.keys ?? []).to.have.members(unknown);
    });
  }
});
