import { expect } from "chai";
import { denyingAll } from "../../../../harness/plan/unknown/denyingAll.js";
import { outline } from "../fixture.js";
import { allow, change, extractPlan, makePlan, trust, unchanged, written } from "../plans.js";

const role = (name: string, more: object = {}) => ({ name, path: "/", assume_role_policy: trust, ...more });

describe("joining policies", () => {
  it("gives users what their groups hold, holes too", () => {
    const arn = "arn:aws:iam::aws:policy/NotMadeYet";
    const extraction = extractPlan(
      makePlan([
        change("aws_iam_user.a", { after: { name: "a" } }),
        change("aws_iam_user.b", { after: { name: "b" } }),
        change("aws_iam_group.g", { after: { name: "g" } }),
        change("aws_iam_group_policy.g", { after: { group: "g", policy: allow("s3:Get") } }),
        change("aws_iam_group_policy_attachment.g", { after: { group: "g", policy_arn: arn } }),
        change("aws_iam_user_group_membership.a", { after: { user: "a", groups: ["g"] } }),
        change("aws_iam_group_membership.b", { after: { group: "g", users: ["b", "outsider"] } }),
      ]),
    );
    const held = { holds: ["aws_iam_group_policy.g"] };
    const hole = "aws_iam_group_policy_attachment.g.policy_arn";
    const outsider = 'aws_iam_user (name "outsider", not in this plan)';
    expect(outline(extraction)).to.deep.equal([
      { address: "aws_iam_user.a", ...held, holes: [hole] },
      { address: "aws_iam_user.b", ...held, holes: [hole] },
      { address: "aws_iam_group.g", ...held, holes: [hole] },
      { address: outsider, ...held, holes: [outsider, hole] },
    ]);
    expect(extraction.policies[0]!.attachedTo).to.deep.equal([
      "aws_iam_user.a",
      "aws_iam_user.b",
      "aws_iam_group.g",
      outsider,
    ]);
  });

  it("leaves a hole on a user whose groups are known only after apply", () => {
    const extraction = extractPlan(
      makePlan([
        change("aws_iam_user.a", { after: { name: "a" } }),
        change("aws_iam_user_group_membership.a", { after: { user: "a" }, unknown: { groups: true } }),
      ]),
    );
    expect(outline(extraction)).to.deep.equal([
      { address: "aws_iam_user.a", holds: [], holes: ["aws_iam_user_group_membership.a.groups"] },
    ]);
  });

  it("spreads aws_iam_policy_attachment over roles, users and groups, those outside the plan too", () => {
    const extraction = extractPlan(
      makePlan([
        change("aws_iam_role.r", { after: role("r") }),
        change("aws_iam_user.u", { after: { name: "u" } }),
        change("aws_iam_group.g", { after: { name: "g" } }),
        change("aws_iam_policy_attachment.all", {
          after: {
            policy_arn: "arn:aws:iam::aws:policy/AWSBatchFullAccess",
            roles: ["r", "elsewhere"],
            users: ["u"],
            groups: ["g"],
          },
        }),
      ]),
    );
    const held = { holds: ["managed:AWSBatchFullAccess@v7"] };
    const outside = 'aws_iam_role (name "elsewhere", not in this plan)';
    expect(outline(extraction)).to.deep.equal([
      { address: "aws_iam_role.r", ...held },
      { address: "aws_iam_user.u", ...held },
      { address: "aws_iam_group.g", ...held },
      { address: outside, ...held, holes: [outside] },
    ]);
    expect(extraction.targets.map(({ principal }) => principal)).to.deep.equal([
      "arn:aws:iam::111122223333:role/r",
      "arn:aws:iam::111122223333:user/u",
      "arn:aws:iam::111122223333:user/example",
      "arn:aws:iam::111122223333:role/elsewhere",
    ]);
  });

  it("puts a hole on every role when the principal of a policy is unknown", () => {
    const extraction = extractPlan(
      makePlan([
        change("aws_iam_role.a", { after: role("a") }),
        change("aws_iam_role.b", { after: role("b") }),
        change("aws_iam_user.u", { after: { name: "u" } }),
        change("aws_iam_role_policy.p", { after: { policy: allow("s3:Get") }, unknown: { role: true } }),
      ]),
    );
    const holes = ["aws_iam_role_policy.p.role"];
    expect(outline(extraction)).to.deep.equal([
      { address: "aws_iam_role.a", holds: [], holes },
      { address: "aws_iam_role.b", holds: [], holes },
      { address: "aws_iam_user.u", holds: [] },
      { address: "aws_iam_role_policy.p", holds: ["aws_iam_role_policy.p"] },
    ]);
  });

  it("joins a permissions boundary; one it does not know may take away anything or nothing", () => {
    const extraction = extractPlan(
      makePlan([
        change("aws_iam_policy.b", {
          after: { name: "b", path: "/", policy: allow("s3:*"), arn: "arn:aws:iam::123456789012:policy/b" },
        }),
        change("aws_iam_role.r", {
          after: role("r", { permissions_boundary: "arn:aws:iam::123456789012:policy/b" }),
        }),
        change("aws_iam_user.u", {
          after: { name: "u", permissions_boundary: "arn:aws:iam::aws:policy/NotMadeYet" },
        }),
      ]),
    );
    expect(outline(extraction)).to.deep.equal([
      { address: "aws_iam_role.r", holds: [], boundary: "aws_iam_policy.b" },
      { address: "aws_iam_user.u", holds: [], open: ["aws_iam_user.u.permissions_boundary"] },
    ]);
    const [, user] = extraction.targets;
    expect(user!.policies.boundary).to.equal(undefined);
    // a resource policy may grant what a boundary does not allow, but not what it denies
    expect(user!.bounds!.lower.boundary).to.deep.equal(denyingAll("aws_iam_user.u.permissions_boundary"));
    expect(extraction.policies.find(({ address }) => address === "aws_iam_policy.b")!.kind).to.equal(
      "boundary",
    );
  });

  const inline = (name: string, action: string) => ({ name, policy: allow(action) });
  it("reads inline_policy and managed_policy_arns that are written, and no empty marker", () => {
    const extraction = extractPlan(
      makePlan(
        [
          change("aws_iam_role.r", {
            after: role("r", {
              inline_policy: [inline("x", "s3:Get"), { name: "", policy: "" }],
              managed_policy_arns: ["arn:aws:iam::aws:policy/AWSBatchFullAccess"],
            }),
          }),
        ],
        { resources: [written("aws_iam_role.r", { inline_policy: {}, managed_policy_arns: {} })] },
      ),
    );
    expect(outline(extraction)).to.deep.equal([
      {
        address: "aws_iam_role.r",
        holds: ["aws_iam_role.r.inline_policy[0].policy", "managed:AWSBatchFullAccess@v7"],
      },
    ]);
  });

  it("does not keep in the role's attributes what a separate resource removes, nor report it twice", () => {
    const arn = "arn:aws:iam::aws:policy/AWSBatchFullAccess";
    const mirror = role("r", {
      inline_policy: [inline("goes", "s3:*"), inline("changes", "s3:Get"), inline("by hand", "sqs:*")],
      managed_policy_arns: [arn],
    });
    const extraction = extractPlan(
      makePlan(
        [
          unchanged("aws_iam_role.r", mirror),
          change("aws_iam_role_policy.goes", {
            actions: ["delete"],
            before: { role: "r", ...inline("goes", "s3:*") },
          }),
          change("aws_iam_role_policy.changes", {
            actions: ["update"],
            before: { role: "r", ...inline("changes", "s3:Get") },
            after: { role: "r", ...inline("changes", "s3:Put") },
          }),
          change("aws_iam_role_policy_attachment.goes", {
            actions: ["delete"],
            before: { role: "r", policy_arn: arn },
          }),
        ],
        { resources: [written("aws_iam_role.r", { assume_role_policy: {} })] },
      ),
    );
    const byHand = "aws_iam_role.r.inline_policy[2].policy";
    expect(outline(extraction)).to.deep.equal([
      {
        address: "aws_iam_role.r",
        holds: ["aws_iam_role_policy.changes", byHand],
        before: [
          "aws_iam_role_policy.goes",
          "aws_iam_role_policy.changes",
          "managed:AWSBatchFullAccess@v7",
          byHand,
        ],
      },
    ]);
  });

  it("leaves a hole for an inline policy that is unknown, and none for one that is not configured", () => {
    const plan = (expressions: object) =>
      extractPlan(
        makePlan(
          [
            change("aws_iam_role.r", {
              after: role("r"),
              unknown: { inline_policy: true, managed_policy_arns: true },
            }),
          ],
          {
            resources: [written("aws_iam_role.r", { assume_role_policy: {}, ...expressions })],
          },
        ),
      );
    expect(outline(plan({}))).to.deep.equal([{ address: "aws_iam_role.r", holds: [] }]);
    expect(plan({}).policies.filter(({ providerDefault }) => providerDefault)).to.have.lengthOf(1);
    expect(outline(plan({ inline_policy: ["aws_x.a.arn"] }))).to.deep.equal([
      { address: "aws_iam_role.r", holds: [], holes: ["aws_iam_role.r.inline_policy"] },
    ]);
  });

  it("distinguishes two roles of one name by reference", () => {
    const extraction = extractPlan(
      makePlan(
        [
          change("aws_iam_role.one", { after: role("same") }),
          change("aws_iam_role.two", { after: role("same") }),
          change("aws_iam_role_policy.p", { after: { role: "same", policy: allow("s3:Get") } }),
        ],
        {
          resources: [
            written("aws_iam_role_policy.p", {
              role: ["aws_iam_role.two.name", "aws_iam_role.two"],
              policy: {},
            }),
          ],
        },
      ),
    );
    expect(outline(extraction)).to.deep.equal([
      { address: "aws_iam_role.one", holds: [] },
      { address: "aws_iam_role.two", holds: ["aws_iam_role_policy.p"] },
    ]);
  });
});
