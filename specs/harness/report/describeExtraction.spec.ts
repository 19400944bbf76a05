import { expect } from "chai";
import { countExtraction, describeExtraction } from "../../../harness/report/describeExtraction.js";
import { managedPoliciesDate } from "../../../policies/managed/managedPoliciesDate.js";
import { extractBytes, fixtureBytes } from "../plan/fixture.js";
import { allow, change, extractPlan, makePlan, trust, unchanged } from "../plan/plans.js";

const told = (name: string) =>
  describeExtraction(name, extractBytes(fixtureBytes(`batch-plan/${name}`), name)).split("\n");

/** The lines of one block of a description. */
function block(lines: readonly string[], title: string): readonly string[] {
  const start = lines.indexOf(title) + 1;
  return start === 0 ? [] : lines.slice(start, lines.indexOf("", start)).map((line) => line.trim());
}

describe("describeExtraction", () => {
  it("says of a first plan who is there, what each holds, and what is not known yet", () => {
    expect(told("create.plan.json")).to.deep.equal([
      "5 policy documents known, 3 unknown, 4 provider defaults; 3 principals — create.plan.json",
      "",
      "PRINCIPALS",
      "  aws_iam_role.batch_service  arn:aws:iam::123456789012:role/batch-service",
      "    assumed by  batch.amazonaws.com",
      "    holds       managed:AWSBatchServiceRole@v14",
      "    used by     aws_batch_compute_environment.main.service_role",
      "  aws_iam_role.job  arn:aws:iam::123456789012:role/batch-job",
      "    assumed by  ecs-tasks.amazonaws.com",
      '    holds       aws_iam_role_policy.job["in.v1"]',
      '                aws_iam_role_policy.job["out.v1"]',
      "    used by     aws_batch_job_definition.main.container_properties",
      "  aws_iam_role.operator  arn:aws:iam::123456789012:role/ops/batch-operator",
      "    assumed by  arn:aws:iam::123456789012:root",
      "    holds       aws_iam_policy.guarded",
      "    limited by  aws_iam_policy.boundary",
      "",
      "POLICIES",
      "  boundary  aws_iam_policy.boundary on aws_iam_role.operator",
      "  identity  aws_iam_policy.guarded on aws_iam_role.operator (known after apply in /Statement/2/Resource, /Statement/3/Resource: it depends on aws_iam_role.job.arn, aws_s3_bucket.results.arn)",
      "  trust     aws_iam_role.batch_service assume_role_policy",
      "  trust     aws_iam_role.job assume_role_policy",
      "  trust     aws_iam_role.operator assume_role_policy",
      '  identity  aws_iam_role_policy.job["in.v1"] on aws_iam_role.job (known after apply: it depends on aws_s3_bucket.results.arn)',
      '  identity  aws_iam_role_policy.job["out.v1"] on aws_iam_role.job (known after apply: it depends on aws_s3_bucket.results.arn)',
      "  resource  aws_s3_bucket_policy.results on aws_s3_bucket.results",
      "",
      "PROVIDER DEFAULTS (NOT CONFIGURED)",
      "  identity  aws_iam_role.batch_service inline_policy",
      "  identity  aws_iam_role.job inline_policy",
      "  identity  aws_iam_role.operator inline_policy",
      "  resource  aws_s3_bucket.results",
      "",
    ]);
  });

  it("says which policy a plan changes, and that it changes none", () => {
    const changed = (name: string) => told(name).filter((line) => /\((?:new|changed)\)$/.test(line));
    expect(changed("widen.plan.json")).to.deep.equal([
      "  identity  aws_iam_policy.guarded on aws_iam_role.operator (changed)",
    ]);
    expect(changed("noop.plan.json")).to.deep.equal([]);
    expect(told("noop.plan.json")).to.have.lengthOf(told("widen.plan.json").length);
  });

  it("reports what comes, what goes, and what is unknown", () => {
    const inline = { role: "r", policy: allow("s3:*") };
    const attachment = { role: "r", policy_arn: "arn:aws:iam::aws:policy/NoSuch" };
    const lines = describeExtraction(
      "plan.json",
      extractPlan(
        makePlan([
          unchanged("aws_iam_role.r", { name: "r", assume_role_policy: trust }),
          change("aws_iam_role_policy.made", { after: inline }),
          change("aws_iam_role_policy.lost", { actions: ["delete"], before: inline }),
          change("aws_iam_role_policy_attachment.a", { after: attachment }),
          change("aws_iam_policy.bad", { after: { name: "bad", policy: "{" } }),
        ]),
      ),
    ).split("\n");
    expect(block(lines, "PRINCIPALS")).to.deep.equal([
      "aws_iam_role.r",
      "assumed by  batch.amazonaws.com",
      "holds       aws_iam_role_policy.made",
      "arn:aws:iam::aws:policy/NoSuch",
      `unknown     aws_iam_role_policy_attachment.a.policy_arn: the AWS managed policy \`arn:aws:iam::aws:policy/NoSuch\` is not among those known on ${managedPoliciesDate()}: it is newer, or the ARN is wrong`,
    ]);
    const [, made, bad] = block(lines, "POLICIES");
    expect(made).to.equal("identity  aws_iam_role_policy.made on aws_iam_role.r (new)");
    expect(bad).to.match(/^identity {2}aws_iam_policy\.bad \(refused: .*\) \(new\)$/);
    expect(block(lines, "GONE AFTER APPLY")).to.deep.equal(["identity  aws_iam_role_policy.lost"]);
  });

  it("says who may assume a role: anyone but one principal, on conditions, or unknown", () => {
    const assumedBy = (statement: object, unknown: object = {}) => {
      const text = JSON.stringify({ Statement: [{ Action: "sts:AssumeRole", ...statement }] });
      const role = change("aws_iam_role.r", { after: { name: "r", assume_role_policy: text }, unknown });
      return block(describeExtraction("p", extractPlan(makePlan([role]))).split("\n"), "PRINCIPALS")[1];
    };
    const condition = { StringEquals: { "aws:PrincipalOrgID": "o-1" } };
    const rows: readonly (readonly [object, string])[] = [
      [{ Effect: "Allow", Principal: "*", Condition: condition }, "everyone, on conditions"],
      [
        { Effect: "Allow", Principal: { AWS: ["111122223333", "444455556666"] } },
        "111122223333, 444455556666",
      ],
    ];
    for (const [statement, expected] of rows)
      expect(assumedBy(statement)).to.equal(`assumed by  ${expected}`);
    expect(assumedBy({ Effect: "Allow", Principal: "*" }, { assume_role_policy: true })).to.equal(
      "assumed by  (known after apply)",
    );
  });

  it("says that there is nothing", () => {
    const nothing = extractPlan(makePlan([]));
    expect(describeExtraction("plan.json", nothing).split("\n").slice(2)).to.deep.equal([
      ...["PRINCIPALS", "  none", "", "POLICIES", "  none", ""],
    ]);
    expect(countExtraction("plan.json", nothing)).to.equal(
      "0 policy documents known, 0 unknown, 0 provider defaults; 0 principals — plan.json",
    );
  });
});
