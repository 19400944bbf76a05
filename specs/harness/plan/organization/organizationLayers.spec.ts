import { expect } from "chai";
import type { Extraction } from "../../../../harness/plan/extraction.js";
import { authorize } from "../../../../policies/evaluate/authorize.js";
import { compile } from "../../../../policies/evaluate/compile.js";
import { allow, change, extractPlan, makePlan, trust, written } from "../plans.js";

const account = "123456789012";
const deny = JSON.stringify({ Statement: { Effect: "Deny", Action: "ec2:*", Resource: "*" } });
const denyAll = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" },
});
const role = change("aws_iam_role.r", {
  after: { name: "r", arn: `arn:aws:iam::${account}:role/r`, assume_role_policy: trust },
});
const power = change("aws_iam_role_policy.p", { after: { role: "r", policy: allow("*") } });
const scp = (id: string, content = deny, type = "SERVICE_CONTROL_POLICY") =>
  change(`aws_organizations_policy.${id}`, { after: { id, content, type } });
const attach = (policy: string, target: string) =>
  change(`aws_organizations_policy_attachment.${policy}_${target.slice(0, 1)}`, {
    after: { policy_id: policy, target_id: target },
  });
const unit = (id: string, parent: string) =>
  change(`aws_organizations_organizational_unit.${id.replace("-", "_")}`, {
    after: { id, parent_id: parent },
  });
const member = (parent: string) =>
  change("aws_organizations_account.a", { after: { id: account, parent_id: parent } });
const organization = (more: object) =>
  change("data.aws_organizations_organization.o", { after: { id: "o-1", ...more }, actions: ["read"] });

const extractOf = (...changes: readonly object[]): Extraction =>
  extractPlan(makePlan([role, power, ...changes]));
const levels = ({ targets }: Extraction, layer: "scps" | "rcps" = "scps") =>
  (targets[0]!.policies[layer] ?? []).map((level) => level.map(({ source }) => source));
const assumed = "FullAWSAccess (assumed)";

describe("policies of the organization", () => {
  it("bind the account they are attached to, and deny there", () => {
    const extraction = extractOf(scp("p-1"), attach("p-1", account));
    expect(levels(extraction)).to.deep.equal([[assumed, "aws_organizations_policy.p-1.content"]]);
    expect(extraction.notes).to.deep.equal([]);
    const { policies, principal } = extraction.targets[0]!;
    const decide = (action: string) =>
      authorize(compile(policies), {
        principal,
        action,
        resource: "*",
        resourceAccount: account,
        context: {},
      });
    expect([decide("ec2:RunInstances"), decide("s3:ListAllMyBuckets")]).to.deep.equal([
      "explicitDeny",
      "allowed",
    ]);
  });

  it("bind the accounts below the unit and the root, the root first", () => {
    const extraction = extractOf(
      scp("p-1"),
      scp("p-2"),
      attach("p-1", "ou-inner"),
      attach("p-2", "r-root"),
      unit("ou-outer", "r-root"),
      unit("ou-inner", "ou-outer"),
      member("ou-inner"),
    );
    expect(levels(extraction)).to.deep.equal([
      [assumed, "aws_organizations_policy.p-2.content"],
      [assumed, "aws_organizations_policy.p-1.content"],
    ]);
  });

  it("are read once for all principals of an account, however many", () => {
    const other = change("aws_iam_role.q", {
      after: { name: "q", arn: `arn:aws:iam::${account}:role/q`, assume_role_policy: trust },
    });
    const [one, two] = extractOf(other, scp("p-1"), attach("p-1", account)).targets;
    expect(one!.policies.scps).to.have.lengthOf(1);
    expect(one!.policies.scps).to.equal(two!.policies.scps);
  });

  it("bind the members that the organization lists", () => {
    const listed = organization({ non_master_accounts: [{ id: account }] });
    expect(levels(extractOf(scp("p-1"), attach("p-1", "r-root"), listed))).to.have.lengthOf(1);
  });

  it("are joined by reference where ids are known only after apply", () => {
    const extraction = extractPlan(
      makePlan(
        [
          role,
          power,
          change("aws_organizations_organization.o", { after: {}, unknown: { id: true, roots: true } }),
          change("aws_organizations_policy.p", { after: { content: deny }, unknown: { id: true } }),
          change("aws_organizations_policy_attachment.a", {
            after: {},
            unknown: { policy_id: true, target_id: true },
          }),
          change("aws_organizations_account.a", { after: { id: account }, unknown: { parent_id: true } }),
        ],
        {
          resources: [
            written("aws_organizations_policy_attachment.a", {
              policy_id: ["aws_organizations_policy.p.id", "aws_organizations_policy.p"],
              target_id: ["aws_organizations_organization.o.roots[0].id", "aws_organizations_organization.o"],
            }),
            written("aws_organizations_account.a", {
              parent_id: ["aws_organizations_organization.o.roots[0].id", "aws_organizations_organization.o"],
            }),
          ],
        },
      ),
    );
    expect(levels(extraction)).to.deep.equal([[assumed, "aws_organizations_policy.p.content"]]);
  });

  it("that control resources deny, and need no full access next to them", () => {
    const rcp = scp("p-1", denyAll, "RESOURCE_CONTROL_POLICY");
    const extraction = extractOf(rcp, attach("p-1", account));
    expect(levels(extraction, "rcps")).to.deep.equal([["aws_organizations_policy.p-1.content"]]);
    expect(levels(extraction)).to.deep.equal([]);
  });

  const unapplied: readonly (readonly [string, readonly object[]])[] = [
    ["are attached nowhere", []],
    ["are attached to another account", [attach("p-1", "999999999999")]],
    [
      "meet the management account, which they leave alone",
      [attach("p-1", account), organization({ master_account_id: account })],
    ],
  ];
  for (const [title, changes] of unapplied) {
    it(`are reported, not dropped, where they ${title}`, () => {
      const extraction = extractOf(scp("p-1"), ...changes);
      expect(levels(extraction)).to.deep.equal([]);
      expect(extraction.notes.map(({ code }) => code)).to.deep.equal(["layer-not-applied"]);
      expect(extraction.notes[0]!.message).to.include("`aws_organizations_policy.p-1`");
    });
  }

  it("are never joined where the organization has no end to climb to", () => {
    const ring = [unit("ou-a", "ou-b"), unit("ou-b", "ou-a"), member("ou-a"), attach("p-1", "r-x")];
    expect(levels(extractOf(scp("p-1"), ...ring))).to.deep.equal([]);
  });

  it("session policies are reported likewise", () => {
    const user = change("aws_transfer_user.u", { after: { user_name: "u", policy: allow("s3:*") } });
    expect(extractOf(user).notes.map(({ message }) => message)).to.match(
      /session policies.*aws_transfer_user\.u/,
    );
  });
});

describe("policies of the organization and principals in an account that is not known", () => {
  const arn = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef";
  const set = [
    change("aws_ssoadmin_permission_set.s", { after: { name: "S", arn } }),
    change("aws_ssoadmin_permission_set_inline_policy.i", {
      after: { permission_set_arn: arn, inline_policy: allow("*") },
    }),
  ];
  const assignment = (options: object) => change("aws_ssoadmin_account_assignment.a", options);
  const attachment = "aws_organizations_policy_attachment.p-1_1.target_id";
  const boundOf = (extraction: Extraction, address: string) => {
    const target = extraction.targets.find((one) => one.address.resource === address)!;
    return [
      target.policies.scps,
      target.bounds?.lower.scps?.length,
      target.bounds?.unknown.map((hole) => hole.address),
    ];
  };

  it("may bind a permission set there, also where the plan's own account manages the organization", () => {
    const there = assignment({ after: { permission_set_arn: arn }, unknown: { target_id: true } });
    for (const more of [[], [organization({ master_account_id: account })]]) {
      const extraction = extractOf(scp("p-1"), attach("p-1", account), ...set, there, ...more);
      const address = "aws_ssoadmin_permission_set.s";
      expect(boundOf(extraction, address)).to.deep.equal([undefined, 1, [attachment]]);
      const { bounds, principal } = extraction.targets.find((one) => one.address.resource === address)!;
      expect(bounds!.unknown[0]!.remedy).to.equal(
        "apply the resource that shows the account first and plan again",
      );
      expect(principal).to.include(`:${account}:`);
    }
  });

  it("may bind a role whose provider logs in elsewhere than that of the plan's account", () => {
    const caller = change("data.aws_caller_identity.me", {
      actions: ["read"],
      after: { account_id: account },
    });
    const away = change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } });
    const elsewhere = (resource: object) => ({ ...resource, provider_config_key: "aws.other" });
    const login = { role_arn: { references: ["local.role"] } };
    const configuration = {
      provider_config: {
        aws: { name: "aws" },
        "aws.other": { name: "aws", alias: "other", expressions: { assume_role: [login] } },
      },
      root_module: {
        resources: [
          written("data.aws_caller_identity.me", {}),
          elsewhere(written("aws_iam_role.r", { name: "r" })),
        ],
      },
    };
    const changes = [caller, away, power, scp("p-1"), attach("p-1", account)];
    const extraction = extractPlan(makePlan(changes, undefined, { configuration }));
    expect(boundOf(extraction, "aws_iam_role.r")).to.deep.equal([undefined, 1, [attachment]]);
  });
});

it("a role says who can become it", () => {
  const [target] = extractOf().targets;
  expect(target!.trust?.source).to.equal("aws_iam_role.r.assume_role_policy");
});
