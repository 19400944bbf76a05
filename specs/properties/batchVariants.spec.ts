import { expect } from "chai";
import { askJson } from "../harness/cli/ask.js";
import { diffVariants } from "../harness/cli/diffVariants.js";
import { planVariant } from "../harness/cli/planVariant.js";

interface Checked {
  readonly verdicts: readonly {
    readonly property: string;
    readonly target: string;
    readonly verdict: string;
    readonly reason?: string;
    readonly witness?: { readonly request: { readonly context: object } };
  }[];
}

const results = "arn:aws:s3:::example-batch-results";
const laws = ["no-new-access", "no-public-access", "no-public-trust"];

/** A change of the plan of the Batch stack, with the first sentence of a reviewer. */
const rows: readonly (readonly [title: string, law: string, target: string, sentence: string])[] = [
  [
    "a bucket becomes public",
    "no-public-access",
    "aws_s3_bucket.results",
    `\`s3:GetObject\` is allowed on \`${results}/example\` for everyone, signed in or not`,
  ],
  [
    "the trust of a role is opened to every account",
    "no-public-trust",
    "aws_iam_role.operator.assume_role_policy",
    "`arn:aws:iam::123456789012:role/ops/batch-operator` can be assumed by any AWS account",
  ],
  [
    "a bucket policy grants a role of the plan an action",
    "no-new-access",
    "aws_iam_role.batch_service",
    `\`s3:DeleteObject\` on \`${results}/example\` is allowed after the change, and was not before`,
  ],
  [
    "the policy that denied plain HTTP is destroyed",
    "no-new-access",
    "aws_iam_role.job",
    `\`s3:GetObject\` on \`${results}/in.v1/example\` is allowed after the change, and was not before`,
  ],
];

const check = (input: string) =>
  askJson<Checked>(["check", "-", "--fail-on", "medium", ...laws.flatMap((law) => ["--property", law])], {
    input,
  });

describe("a change of the Batch stack is refused", function () {
  this.timeout(30_000);
  for (const [title, law, target, sentence] of rows)
    it(`where ${title}`, async () => {
      const { plan } = diffVariants.find((one) => one.title === title)!;
      const { exit, value } = await check(plan);
      const said = value.verdicts.find((one) => one.property === law && one.target === `-#${target}`);
      expect([exit, said?.verdict, said?.reason]).to.deep.equal([1, "refuted", sentence]);
    });

  it("with the request by plain HTTP, where the policy that denied it is destroyed", async () => {
    const { plan } = diffVariants.find(({ title }) => title === rows[3]![0])!;
    const { value } = await check(plan);
    const contexts = value.verdicts.flatMap(({ witness }) => witness?.request.context ?? []);
    expect(contexts).to.have.length(2);
    for (const context of contexts) expect(context).to.have.property("aws:SecureTransport", "false");
  });

  it("and is not where nothing changes", async () => {
    expect((await check(planVariant({}))).exit).to.equal(0);
  });
});
