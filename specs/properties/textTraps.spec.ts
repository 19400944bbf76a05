import { expect } from "chai";
import type { Hole } from "../../properties/hole.js";
import { askJson } from "../harness/cli/ask.js";

type Statement = Readonly<Record<string, unknown>>;

const on = (action: string | readonly string[], more: Statement = {}): Statement => ({
  Effect: "Allow",
  Action: action,
  Resource: "*",
  ...more,
});
const document = (...Statement: readonly Statement[]): object => ({ Version: "2012-10-17", Statement });
const trust = (Principal: unknown, Condition?: unknown, Action = "sts:AssumeRole"): object =>
  role(document({ Effect: "Allow", Principal, Action, ...(Condition !== undefined && { Condition }) }));
const role = (assumed: object, ...policies: readonly object[]): object => ({
  resource: {
    aws_iam_role: { example: { name: "example", assume_role_policy: JSON.stringify(assumed) } },
    ...(policies.length > 0 && {
      aws_iam_role_policy: Object.fromEntries(
        policies.map((policy, at) => [
          `p${at}`,
          { role: "${aws_iam_role.example.name}", policy: JSON.stringify(policy) },
        ]),
      ),
    }),
  },
});
const ofEc2 = document({
  Effect: "Allow",
  Principal: { Service: "ec2.amazonaws.com" },
  Action: "sts:AssumeRole",
});
const bucket = (...statements: readonly Statement[]): object => ({
  resource: {
    aws_s3_bucket: { data: { bucket: "example-data" } },
    aws_s3_bucket_policy: {
      data: { bucket: "${aws_s3_bucket.data.id}", policy: JSON.stringify(document(...statements)) },
    },
  },
});
const objects = { Principal: "*", Resource: "arn:aws:s3:::example-data/*" };
const issuer = "token.actions.githubusercontent.com";
const github = (...subjects: readonly string[]): object =>
  trust(
    { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
    { StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" }, StringLike: { [`${issuer}:sub`]: subjects } },
    "sts:AssumeRoleWithWebIdentity",
  );
const vacuous = { Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } } };

const rows: readonly (readonly [title: string, law: string, verdict: string, input: object])[] = [
  [
    "PassRole that another policy denies",
    "pass-role-services",
    "holds",
    role(ofEc2, document(on("iam:PassRole")), document(on("iam:*", { Effect: "Deny" }))),
  ],
  ["PassRole by a pattern", "pass-role-services", "refuted", document(on("iam:Pass*"))],
  [
    "S3 in two attachments",
    "no-broad-data-read",
    "refuted",
    role(
      ofEc2,
      document(on("s3:Get*")),
      document({ Effect: "Allow", NotAction: "s3:Get*", Resource: "arn:aws:s3:::*" }),
    ),
  ],
  [
    "everything in two statements",
    "no-admin",
    "refuted",
    document({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }, on("s3:*")),
  ],
  [
    "everything, of which one action is denied",
    "no-admin",
    "refuted",
    document(on("*"), on("s3:PutObject", { Effect: "Deny" })),
  ],
  [
    "everything, where the caller is of an organization",
    "no-admin",
    "refuted",
    document(on("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
  ],
  [
    "everything, from a network",
    "no-admin",
    "refuted",
    document(on("*", { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" } } })),
  ],
  [
    "everything of an account",
    "no-admin",
    "refuted",
    document(on("*", { Condition: { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } } })),
  ],
  [
    "everything with a tag",
    "no-admin",
    "holds",
    document(on("*", { Condition: { StringEquals: { "aws:ResourceTag/team": "a" } } })),
  ],
  [
    "everything but IAM",
    "no-admin",
    "holds",
    document({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
  ],
  ["any repository in the second value", "oidc-subject", "refuted", github("repo:me/x:*", "repo:*")],
  ["the immutable form of GitHub's subject", "oidc-subject", "holds", github("repo:me@123/x@456:*")],
  ["a prefix of an owner's name", "oidc-subject", "holds", github("repo:me/*")],
  [
    "a qualifier that a missing key passes",
    "no-broad-write",
    "refuted",
    document(on("s3:DeleteBucket", vacuous)),
  ],
  [
    "everyone under a qualifier that a missing key passes",
    "no-public-access",
    "refuted",
    bucket({
      Effect: "Allow",
      Action: "s3:GetObject",
      ...objects,
      Condition: { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } },
    }),
  ],
  [
    "everyone of an organization",
    "no-public-access",
    "holds",
    bucket({
      Effect: "Allow",
      Action: "s3:GetObject",
      ...objects,
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    }),
  ],
  [
    "a denial to everyone",
    "no-public-access",
    "holds",
    bucket({ Effect: "Deny", Action: "s3:*", ...objects }),
  ],
  ["an action that names no resource", "no-broad-write", "holds", document(on("ec2:DescribeInstances"))],
  [
    "writes limited by a tag",
    "no-broad-write",
    "holds",
    document(on("ec2:TerminateInstances", { Condition: { StringEquals: { "aws:ResourceTag/team": "a" } } })),
  ],
  ["a service that sends no source", "confused-deputy", "holds", trust({ Service: "ec2.amazonaws.com" })],
  ["a service that sends its source", "confused-deputy", "refuted", trust({ Service: "glue.amazonaws.com" })],
];

describe("what rules that read one document judge wrongly", () => {
  for (const [title, law, verdict, input] of rows) {
    it(`is ${verdict} by ${law}: ${title}`, async () => {
      const asked = await askJson<{ verdicts: readonly { verdict: string; by: string; holes?: Hole[] }[] }>(
        ["check", "-", "--property", law, "--fail-on", "note"],
        { input: JSON.stringify(input) },
      );
      const verdicts = asked.value.verdicts ?? [];
      expect(verdicts.length, JSON.stringify(asked.value)).to.be.above(0);
      if (verdict === "refuted") expect(verdicts.map((one) => one.verdict)).to.include("refuted");
      else expect(new Set(verdicts.map((one) => one.verdict))).to.deep.equal(new Set(["holds"]));
      expect(new Set(verdicts.map(({ by }) => by))).to.deep.equal(new Set(["proof"]));
    });
  }

  it("has a witness for each statement, so that one finding hides no other", async () => {
    const statements = ["s3:DeleteBucket", "dynamodb:DeleteTable", "ec2:TerminateInstances"].map((action) =>
      on(action),
    );
    const { value } = await askJson<{
      verdicts: readonly { witnesses: readonly { statements: readonly { pointer: string }[] }[] }[];
    }>(["check", "-", "--property", "no-broad-write"], { input: JSON.stringify(document(...statements)) });
    const places = value.verdicts[0]!.witnesses.flatMap((one) =>
      one.statements.map(({ pointer }) => pointer),
    );
    expect(places).to.have.members(["/Statement/0", "/Statement/1", "/Statement/2"]);
  });
});
