import { expect } from "chai";
import { managedPoliciesDate } from "../../../../policies/managed/managedPoliciesDate.js";
import { outline } from "../fixture.js";
import { allow, change, extractPlan, makePlan, trust, written } from "../plans.js";

const role = (name: string, more: object = {}) => ({ name, path: "/", assume_role_policy: trust, ...more });
const unknownArn = { arn: true, id: true };

describe("attached policies", () => {
  it("finds the policy of an unknown ARN by reference, with the same key of for_each", () => {
    const keys = ["a.b", 'q"[x]', "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"];
    const at = (address: string, key: string) => `${address}[${JSON.stringify(key)}]`;
    const extraction = extractPlan(
      makePlan(
        [
          change("aws_iam_role.r", { after: role("r"), unknown: unknownArn }),
          ...keys.flatMap((key) => [
            change(at("aws_iam_policy.p", key), {
              after: { name: key, policy: allow("s3:Get") },
              unknown: unknownArn,
            }),
            change(at("aws_iam_role_policy_attachment.a", key), {
              after: { role: "r" },
              unknown: { policy_arn: true },
            }),
          ]),
        ],
        {
          resources: [
            written("aws_iam_role.r", { assume_role_policy: {} }),
            written("aws_iam_policy.p", { policy: {} }, ["var.policies"]),
            written(
              "aws_iam_role_policy_attachment.a",
              {
                policy_arn: ["aws_iam_policy.p", "each.key"],
                role: ["aws_iam_role.r.name", "aws_iam_role.r"],
              },
              ["aws_iam_policy.p"],
            ),
          ],
        },
      ),
    );
    expect(outline(extraction)).to.deep.equal([
      { address: "aws_iam_role.r", holds: keys.map((key) => at("aws_iam_policy.p", key)) },
    ]);
  });

  it("follows a policy through three modules, whose keys are not in the configuration", () => {
    const prefix = 'module.a["x.y"].module.b[0].module.c.';
    const inner = {
      resources: [written("aws_iam_policy.p", { policy: {} })],
      outputs: { arn: { expression: { references: ["aws_iam_policy.p.arn", "aws_iam_policy.p"] } } },
    };
    const middle = {
      module_calls: { c: { module: inner } },
      outputs: { arn: { expression: { references: ["module.c.arn", "module.c"] } } },
    };
    const outer = {
      module_calls: { b: { module: middle } },
      resources: [
        written("aws_iam_role.r", { assume_role_policy: {}, name_prefix: "r-" }),
        written("aws_iam_role_policy_attachment.a", {
          policy_arn: ["module.b[0].arn", "module.b[0]", "module.b"],
          role: ["aws_iam_role.r.id", "aws_iam_role.r"],
        }),
      ],
    };
    const extraction = extractPlan(
      makePlan(
        [
          change(`${prefix}aws_iam_policy.p`, {
            after: { name: "p", policy: allow("s3:Get") },
            unknown: unknownArn,
          }),
          change('module.a["x.y"].aws_iam_role.r', {
            after: { path: "/", assume_role_policy: trust },
            unknown: { ...unknownArn, name: true },
          }),
          change('module.a["x.y"].aws_iam_role_policy_attachment.a', {
            after: {},
            unknown: { policy_arn: true, role: true },
          }),
        ],
        { module_calls: { a: { module: outer } } },
      ),
    );
    expect(outline(extraction)).to.deep.equal([
      { address: 'module.a["x.y"].aws_iam_role.r', holds: [`${prefix}aws_iam_policy.p`] },
    ]);
    expect(extraction.principals[0]!.arn).to.equal(null);
    expect(extraction.targets[0]!.principal).to.equal(
      "arn:aws:iam::111122223333:role/module.a-x.y.aws_iam_role.r",
    );
  });

  const attachment = (references: readonly string[], policies = 1) =>
    extractPlan(
      makePlan(
        [
          change("aws_iam_role.r", { after: role("r"), unknown: unknownArn }),
          ...Array.from({ length: policies }, (_, index) =>
            change(`aws_iam_policy.p[${index}]`, {
              after: { name: `p${index}`, policy: allow("s3:Get") },
              unknown: unknownArn,
            }),
          ),
          change("aws_iam_role_policy_attachment.a", { after: { role: "r" }, unknown: { policy_arn: true } }),
        ],
        {
          resources: [
            written("aws_iam_role.r", { assume_role_policy: {} }),
            written("aws_iam_policy.p", { policy: {} }),
            written("aws_iam_role_policy_attachment.a", {
              policy_arn: references,
              role: ["aws_iam_role.r.name"],
            }),
          ],
        },
      ),
    );

  it("accepts a root variable next to the one policy", () => {
    expect(outline(attachment(["var.on", "aws_iam_policy.p[0].arn"]))).to.deep.equal([
      { address: "aws_iam_role.r", holds: ["aws_iam_policy.p[0]"] },
    ]);
  });

  const doubtful: readonly (readonly [string, readonly string[], number])[] = [
    ["a local in addition to the policy", ["local.arn", "aws_iam_policy.p[0].arn"], 1],
    ["two policies to choose from", ["aws_iam_policy.p"], 2],
    ["a resource that is not a policy", ["aws_ssm_parameter.x.value"], 1],
    ["no reference at all", [], 1],
  ];
  for (const [title, references, policies] of doubtful) {
    it(`leaves a hole for ${title}`, () => {
      const extraction = attachment(references, policies);
      const unattached = extraction.policies.filter(({ kind }) => kind === "identity");
      expect(outline(extraction)).to.deep.equal([
        { address: "aws_iam_role.r", holds: [], holes: ["aws_iam_role_policy_attachment.a.policy_arn"] },
        ...unattached.map(({ address }) => ({ address, holds: [address] })),
      ]);
      expect(extraction.targets[0]!.holes[0]!.refersTo).to.deep.equal(references);
    });
  }

  it("knows policies by ARN: planned ones, bundled ones, those read by a data source; others are holes", () => {
    const arns = {
      own: "arn:aws:iam::123456789012:policy/ops/own",
      bundled: "arn:aws:iam::aws:policy/AWSBatchFullAccess",
      read: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      missing: "arn:aws:iam::aws:policy/PowerUserAcess",
      foreign: "arn:aws:iam::123456789012:policy/foreign",
    };
    const extraction = extractPlan(
      makePlan(
        [
          change("aws_iam_user.u", { after: { name: "u", path: "/" }, unknown: unknownArn }),
          change("aws_iam_policy.own", {
            after: { name: "own", path: "/ops/", policy: allow("s3:Get") },
            unknown: unknownArn,
          }),
          ...Object.entries(arns).map(([name, arn]) =>
            change(`aws_iam_user_policy_attachment.${name}`, { after: { user: "u", policy_arn: arn } }),
          ),
        ],
        undefined,
        {
          prior_state: {
            values: {
              root_module: {
                resources: [
                  {
                    address: "data.aws_iam_policy.read",
                    mode: "data",
                    type: "aws_iam_policy",
                    name: "read",
                    values: { arn: arns.read, policy: allow("s3:List*") },
                  },
                ],
              },
            },
          },
        },
      ),
    );
    expect(outline(extraction)).to.deep.equal([
      {
        address: "aws_iam_user.u",
        holds: ["aws_iam_policy.own", "managed:AWSBatchFullAccess@v7", "data.aws_iam_policy.read"],
        holes: [
          "aws_iam_user_policy_attachment.missing.policy_arn",
          "aws_iam_user_policy_attachment.foreign.policy_arn",
        ],
      },
    ]);
    expect(extraction.principals[0]!.policies).to.include.members([arns.missing, arns.foreign]);
    const [missing, foreign] = extraction.targets[0]!.holes;
    expect(missing!.reason).to.equal(
      `the AWS managed policy \`${arns.missing}\` is not among those known on ${managedPoliciesDate()}: it is newer, or the ARN is wrong`,
    );
    expect(foreign!.reason).to.equal(`the policy \`${arns.foreign}\` is not in this plan`);
    expect(missing!.remedy).to.match(
      /^if `PowerUserAccess` is meant, correct the ARN; else add `data "aws_iam_policy"`/,
    );
  });
});
