import { expect } from "chai";
import { evaluateProperty } from "../../../harness/run/evaluateProperty.js";
import { noIamAdministration } from "../../../properties/catalogue/noIamAdministration.js";
import type { Property } from "../../../properties/property.js";
import { searchOptions } from "../../properties/targets.js";
import { allow, change, extractPlan, makePlan, trust } from "../plan/plans.js";

const everything = allow("*");
const named = (name: string) => ({ name, path: "/" });
const role = change("aws_iam_role.r", { after: { ...named("r"), assume_role_policy: trust } });
const inline = (of: string, policy: string = everything) =>
  change(`aws_iam_${of}_policy.known`, { after: { name: "known", [of]: of[0], policy } });
const late = change("aws_iam_role_policy.late", {
  after: { name: "late", role: "r" },
  unknown: { policy: true },
});
const attached = (after: object, unknown: object = {}) =>
  change("aws_iam_role_policy_attachment.a", { after: { ...after }, unknown });
const user = change("aws_iam_user.u", { after: named("u") });
const limited = change("aws_iam_role.r", {
  after: { ...named("r"), assume_role_policy: trust },
  unknown: { permissions_boundary: true },
});
const set = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
const unbundled = "arn:aws:iam::aws:policy/NoSuchPolicy";

/** What is unknown in addition to a policy that allows everything; with it the addresses that a refutation names. */
const rows: readonly (readonly [
  what: string,
  changes: readonly object[],
  unless: readonly string[] | undefined,
])[] = [
  ["nothing", [role, inline("role")], []],
  ["an inline policy", [role, inline("role"), late], ["aws_iam_role_policy.late.policy"]],
  [
    "which policy is attached",
    [role, inline("role"), attached({ role: "r" }, { policy_arn: true })],
    ["aws_iam_role_policy_attachment.a.policy_arn"],
  ],
  [
    "the document of an AWS managed policy",
    [role, inline("role"), attached({ role: "r", policy_arn: unbundled })],
    ["aws_iam_role_policy_attachment.a.policy_arn"],
  ],
  [
    "which role a policy is attached to",
    [role, inline("role"), attached({ policy_arn: unbundled }, { role: true })],
    ["aws_iam_role_policy_attachment.a.role"],
  ],
  [
    "which groups a user is in",
    [
      user,
      inline("user"),
      change("aws_iam_user_group_membership.m", { after: { user: "u" }, unknown: { groups: true } }),
    ],
    ["aws_iam_user_group_membership.m.groups"],
  ],
  ["what else a group of elsewhere holds", [inline("group")], ['aws_iam_group (name "g", not in this plan)']],
  ["a permissions boundary", [limited, inline("role")], undefined],
  ["a permissions boundary and an inline policy", [limited, inline("role"), late], undefined],
  ["whether a role of elsewhere has a permissions boundary", [inline("role")], undefined],
  [
    "which of two roles of one name holds it",
    [
      role,
      change("aws_iam_role.other", { after: { ...named("r"), assume_role_policy: trust } }),
      inline("role"),
    ],
    undefined,
  ],
  [
    "which permission set gets a permissions boundary",
    [
      change("aws_ssoadmin_permission_set.s", { after: { name: "s", arn: set } }),
      change("aws_ssoadmin_permission_set_inline_policy.i", {
        after: { permission_set_arn: set, inline_policy: everything },
      }),
      change("aws_ssoadmin_permissions_boundary_attachment.b", {
        after: { permissions_boundary: [{ managed_policy_arn: unbundled }] },
        unknown: { permission_set_arn: true },
      }),
    ],
    undefined,
  ],
];

const judged = (changes: readonly object[], property: Property = noIamAdministration) =>
  evaluateProperty(property, extractPlan(makePlan(changes)).targets[0]!, searchOptions);

describe("a violation by what is known", () => {
  for (const [what, changes, unless] of rows) {
    it(`is ${unless === undefined ? "undecided" : "refuted"} while ${what} is unknown`, () => {
      const outcome = judged(changes);
      expect(outcome.verdict).to.equal(unless === undefined ? "undecided" : "refuted");
      if (outcome.verdict !== "refuted") return;
      expect((outcome.unless ?? []).map(({ effect, address }) => [effect, address])).to.deep.equal(
        unless!.map((address) => ["Deny", address]),
      );
    });
  }

  it("says of what is unknown whether apply makes it known", () => {
    const afterApply = (more: object) => {
      const outcome = judged([role, inline("role"), more]);
      return outcome.verdict === "refuted" && outcome.unless?.map((one) => one.afterApply);
    };
    expect(afterApply(late)).to.deep.equal([true]);
    expect(afterApply(attached({ role: "r", policy_arn: unbundled }))).to.deep.equal([undefined]);
  });

  it("is undecided of a law that may turn either way", () => {
    const { monotone: _, ...either } = noIamAdministration;
    expect(judged([role, inline("role"), late], either).verdict).to.equal("undecided");
  });

  it("is empty where an explicit deny is known", () => {
    const denial = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }],
    });
    const denied = change("aws_iam_role_policy.deny", {
      after: { name: "deny", role: "r", policy: denial },
    });
    expect(judged([role, inline("role"), denied, late]).verdict).to.equal("undecided");
  });
});
