import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { attachmentRules, membershipRules } from "../../../../harness/plan/provider/attachmentRules.js";
import { providerTypes } from "../../../terraform/providerSource.js";
import rows from "../attachments.json" with { type: "json" };
import { outline } from "../fixture.js";
import { allow, change, extractPlan, makePlan, trust } from "../plans.js";

interface Row {
  readonly type: string;
  readonly attribute?: string;
  readonly decision: string;
  readonly why?: string;
}
const table: readonly Row[] = rows;
const typesOf = (decision: string) =>
  table.filter((row) => row.decision === decision).map(({ type }) => type);

/** A table of everything that attaches policies, which may lie next to the repository. */
const survey = new URL("../../../../../shared/data/policy-bearing-resources.json", import.meta.url);

describe("what attaches a policy to a principal", () => {
  it("is decided on, for each resource type of the provider with such a name", () => {
    const named = /^aws_(?:iam|ssoadmin|organizations)_.*(?:attachment|exclusive|membership|assignment)/;
    const undecided = providerTypes()
      .filter((type) => named.test(type))
      .filter((type) => !table.some((row) => row.type === type));
    expect(undecided).to.deep.equal([]);
  });

  it("is decided on, for each row of the survey", function () {
    if (!existsSync(survey)) this.skip();
    const { attachments } = JSON.parse(readFileSync(survey, "utf8")) as {
      readonly attachments: readonly { readonly type: string; readonly policyRef: readonly string[] }[];
    };
    const undecided = attachments.filter(
      ({ type, policyRef: [reference = ""] }) =>
        !table.some(
          (row) =>
            row.type === type &&
            (row.attribute === undefined || `${reference}[`.startsWith(`${row.attribute}[`)),
        ),
    );
    expect(undecided).to.deep.equal([]);
    expect(attachments.length).to.be.above(30);
  });

  it("is read where it gives a policy, and nothing else is", () => {
    const read = attachmentRules.filter(({ gives }) => gives !== "documents").map(({ type }) => type);
    expect(new Set(typesOf("grants"))).to.deep.equal(new Set(read));
    expect(typesOf("joins")).to.have.members(membershipRules.map(({ type }) => type));
  });

  it("is left alone for a reason only", () => {
    const reasonless = table.filter(({ decision, why }) => (decision === "alone") !== (why !== undefined));
    expect(reasonless).to.deep.equal([]);
  });

  // one attribute for each way that a type of the table names a policy and a role
  const arn = "arn:aws:iam::aws:policy/AWSBatchFullAccess";
  const names = {
    ...{ policy_arn: arn, policy_arns: [arn], managed_policy_arns: [arn], session_policy_arn: arn },
    ...{ guardrail_policy_arns: [arn], policy_names: ["inline"], permission_arns: [arn], policy: "p" },
    ...{ role: "r", roles: ["r"], role_name: "r", iam_role_arn: "arn:aws:iam::111122223333:role/r" },
    ...{ role_arns: ["arn:aws:iam::111122223333:role/r"], target: "r", user: "u", user_name: "u" },
  };
  for (const type of typesOf("alone")) {
    it(`gives no principal a policy as ${type}`, () => {
      const role = { name: "r", path: "/", assume_role_policy: trust };
      const extraction = extractPlan(
        makePlan([
          change("aws_iam_role.r", { after: role }),
          change("aws_iam_role_policy.i", { after: { name: "i", role: "r", policy: allow("s3:Get") } }),
          change(`${type}.a`, { after: names }),
        ]),
      );
      expect(outline(extraction)).to.deep.equal([
        { address: "aws_iam_role.r", holds: ["aws_iam_role_policy.i"] },
      ]);
    });
  }
});
