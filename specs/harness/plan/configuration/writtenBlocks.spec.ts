import { expect } from "chai";
import { change, extractPlan, makePlan, trust, written } from "../plans.js";

const role = change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } });
const inline = change("aws_iam_role_policy.p", {
  after: { role: "r", name: "p" },
  unknown: { policy: true },
});
const bucket = change("aws_s3_bucket.b", { after: { bucket: "data" }, unknown: { arn: true } });
const caller = change("data.aws_caller_identity.me", {
  actions: ["read"],
  after: { account_id: "123456789012", arn: "arn:aws:iam::123456789012:user/me" },
});
const json = ["data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d"];
const template = (text: unknown, ...references: string[]) => ({ constant_value: text, references });
/** The data source `d`: its statements in the plan with what of them is unknown, and how they are written. */
const documentOf = (statement: readonly object[], unknown: readonly object[], expressions: object) => ({
  planned: change("data.aws_iam_policy_document.d", {
    actions: ["read"],
    after: { statement },
    unknown: { json: true, statement: unknown },
  }),
  written: { ...written("data.aws_iam_policy_document.d", {}), expressions },
});

describe("the blocks of a policy document that is read during apply", () => {
  it("are not taken for the one that is written out where a dynamic block made them", () => {
    const principals = (...identifiers: readonly (string | null)[]) => ({ type: "AWS", identifiers });
    const statement = { actions: ["s3:GetObject"], resources: [null] };
    const document = documentOf(
      [
        { ...statement, principals: [principals(null), principals(null, "123456789012")] },
        { ...statement, principals: [principals("210987654321")] },
      ],
      [
        { principals: [{ identifiers: [true] }, { identifiers: [true, false] }], resources: [true] },
        { resources: [true] },
      ],
      {
        statement: [
          {
            actions: { constant_value: ["s3:GetObject"] },
            principals: [
              {
                type: { constant_value: "AWS" },
                identifiers: template(["${aws_iam_role.r.arn}"], "aws_iam_role.r.arn"),
              },
            ],
            resources: template(["${aws_s3_bucket.b.arn}"], "aws_s3_bucket.b.arn"),
          },
        ],
      },
    );
    const policy = change("aws_s3_bucket_policy.p", { after: { bucket: "data" }, unknown: { policy: true } });
    const { policies } = extractPlan(
      makePlan([role, policy, document.planned, bucket, caller], {
        resources: [document.written, written("aws_s3_bucket_policy.p", { policy: json })],
      }),
    );
    const found = policies.find(({ address }) => address === "aws_s3_bucket_policy.p")!;
    expect(found.unknown).to.have.members([
      "/Statement/0/Resource",
      "/Statement/0/Principal/AWS/0",
      "/Statement/0/Principal/AWS/1",
      "/Statement/1/Resource",
    ]);
  });

  it("are each the one it must be, where dynamic blocks are known", () => {
    const resources = (text: string) => template([text], "aws_s3_bucket.b.arn");
    const document = documentOf(
      ["Get", "Put", "List"].map((verb) => ({ actions: [`s3:${verb}Object`], resources: [null] })),
      [{ resources: [true] }, { resources: [true] }, { resources: [true] }],
      {
        statement: [
          {
            actions: { constant_value: ["s3:PutObject"] },
            resources: resources("${aws_s3_bucket.b.arn}/put"),
          },
        ],
        dynamic: {
          statement: [
            {
              for_each: { constant_value: { list: "ListObject", get: "GetObject" } },
              iterator: "made",
              content: {
                actions: template(["s3:${made.value}"]),
                resources: resources("${aws_s3_bucket.b.arn}/${made.key}"),
              },
            },
          ],
        },
      },
    );
    const { policies } = extractPlan(
      makePlan([role, inline, document.planned, bucket, caller], {
        resources: [document.written, written("aws_iam_role_policy.p", { role: [], policy: json })],
      }),
    );
    const { document: found } = policies.find(({ address }) => address === "aws_iam_role_policy.p")!;
    const { Statement } = found as { Statement: { Resource: string }[] };
    expect(Statement.map(({ Resource }) => Resource)).to.deep.equal([
      "arn:aws:s3:::data/get",
      "arn:aws:s3:::data/put",
      "arn:aws:s3:::data/list",
    ]);
  });
});
