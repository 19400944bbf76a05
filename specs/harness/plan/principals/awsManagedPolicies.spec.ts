import { expect } from "chai";
import { policiesIn } from "../../../../policies/language/policiesIn.js";
import { findManagedPolicy } from "../../../../policies/managed/findManagedPolicy.js";
import { outline } from "../fixture.js";
import { allow, change, extractPlan, makePlan, written } from "../plans.js";

interface Held {
  readonly holds: readonly string[];
  readonly holes?: readonly string[];
}

const user = change("aws_iam_user.u", { after: { name: "u", path: "/" } });
const attach = (arn: string) =>
  change("aws_iam_user_policy_attachment.a", { after: { user: "u", policy_arn: arn } });
const heldBy = (arn: string, prior?: object) => {
  const extraction = extractPlan(makePlan([user, attach(arn)], undefined, prior));
  return { extraction, user: outline(extraction)[0] as Held };
};
const arn = "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole";
const dataSource = (values: object) => ({
  prior_state: {
    values: {
      root_module: {
        resources: [
          { address: "data.aws_iam_policy.d", mode: "data", type: "aws_iam_policy", name: "d", values },
        ],
      },
    },
  },
});

describe("attached AWS managed policies", () => {
  it("are those of the ARN with its path, in the newest version", () => {
    const paths = [
      ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess", "ViewOnlyAccess"],
      ["arn:aws:iam::aws:policy/aws-service-role/BatchServiceRolePolicy", "BatchServiceRolePolicy"],
      ["arn:aws:iam::aws:policy/AdministratorAccess", "AdministratorAccess"],
    ] as const;
    for (const [attached, name] of paths) {
      const { version } = findManagedPolicy(name)!;
      expect(heldBy(attached).user).to.deep.equal({
        address: "aws_iam_user.u",
        holds: [`managed:${name}@${version}`],
      });
    }
  });

  it("are holes where the path is another, with the name that is meant", () => {
    const { extraction } = heldBy("arn:aws:iam::aws:policy/AWSBatchServiceRole");
    const [hole] = extraction.targets[0]!.holes;
    expect(hole!.reason).to.match(
      /is not among those known on 20\d\d-\d\d-\d\d: it is newer, or the ARN is wrong$/,
    );
    expect(hole!.remedy).to.match(/^if `AWSBatchServiceRole` is meant, correct the ARN; else /);
  });

  for (const partition of ["aws-cn", "aws-us-gov"]) {
    it(`of ${partition} are taken from the commercial partition, with its ARNs, and marked`, () => {
      const { extraction, user } = heldBy(arn.replace("arn:aws:", `arn:${partition}:`));
      const source = `managed:AWSBatchServiceRole@${findManagedPolicy(arn)!.version} (commercial partition)`;
      expect(user.holds).to.deep.equal([source]);
      const [policy] = policiesIn(extraction.targets[0]!.policies);
      const resources = JSON.stringify(policy!.document);
      expect(resources).to.include(`arn:${partition}:ecs:`).and.not.to.include("arn:aws:");
      expect(extraction.notes.map(({ code }) => code)).to.deep.equal(["commercial-partition"]);
      expect(extraction.notes[0]!.message).to.include(`\`${source}\``);
    });
  }

  it("are those that the plan read from AWS, by the name of the version that they equal", () => {
    const { text } = findManagedPolicy("AWSBatchServiceRole@v12")!;
    const read = dataSource({ arn, policy: JSON.stringify(JSON.parse(text)) });
    expect(heldBy(arn, read).user.holds).to.deep.equal(["managed:AWSBatchServiceRole@v12"]);
    const other = dataSource({ arn, policy: allow("s3:GetObject") });
    expect(heldBy(arn, other).user.holds).to.deep.equal(["data.aws_iam_policy.d"]);
  });

  const deferred = (after: Readonly<Record<string, string>>, unknown: object) =>
    outline(
      extractPlan(
        makePlan(
          [
            user,
            change("data.aws_iam_policy.d", {
              actions: ["read"],
              after,
              unknown: { policy: true, ...unknown },
            }),
            change("aws_iam_user_policy_attachment.a", {
              after: { user: "u" },
              unknown: { policy_arn: true },
            }),
          ],
          {
            resources: [
              written("aws_iam_user.u", {}),
              written("data.aws_iam_policy.d", {}),
              written("aws_iam_user_policy_attachment.a", {
                user: ["aws_iam_user.u.name"],
                policy_arn: ["data.aws_iam_policy.d.arn", "data.aws_iam_policy.d"],
              }),
            ],
          },
        ),
      ),
    )[0] as Held;

  it("are named by a data source that is read during apply, by ARN or name", () => {
    const held = ["managed:AWSBatchServiceRole@v14"];
    expect(deferred({ arn }, {}).holds).to.deep.equal(held);
    expect(deferred({ name: "AWSBatchServiceRole" }, { arn: true }).holds).to.deep.equal(held);
    expect(deferred({ name: "own" }, { arn: true }).holes).to.deep.equal(["data.aws_iam_policy.d.policy"]);
  });
});
