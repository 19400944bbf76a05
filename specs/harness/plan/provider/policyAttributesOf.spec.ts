import { expect } from "chai";
import { attachmentRules, membershipRules } from "../../../../harness/plan/provider/attachmentRules.js";
import rows from "../../../../harness/plan/provider/policyAttributes.json" with { type: "json" };
import type { BlockSchema } from "../../../terraform/blockSchema.js";
import { deriveSchema } from "../../../terraform/deriveSchema.js";
import { providerSource } from "../../../terraform/providerSource.js";

/** What came to the AWS provider after 6.25, the version whose classes are installed. */
const newerTypes: readonly string[] = [
  "aws_s3files_file_system_policy",
  "aws_pinpointsmsvoicev2_resource_policy",
  "aws_lambda_resource_policy",
  "aws_bedrockagentcore_resource_policy",
  "aws_dsql_cluster_policy",
  "aws_opensearchingest_resource_policy",
];
const newerAttributes: readonly string[] = ["aws_eks_pod_identity_association.policy"];
const newerAttachments: readonly string[] = [
  "aws_ssoadmin_managed_policy_attachments_exclusive",
  "aws_ssoadmin_customer_managed_policy_attachments_exclusive",
];

const schemas = new Map<string, BlockSchema | undefined>();

function schemaOf(type: string): BlockSchema | undefined {
  if (!schemas.has(type)) {
    const source = providerSource(type);
    const derived = source === undefined ? undefined : deriveSchema(source);
    schemas.set(type, derived?.type === type ? derived.block : undefined);
  }
  return schemas.get(type);
}

function has(block: BlockSchema | undefined, [step = "", ...rest]: readonly string[]): boolean {
  const nested = block?.blocks.get(step)?.block;
  if (rest.length > 0) return has(nested, rest);
  return nested !== undefined || block?.attributes.get(step) !== undefined;
}

/** `string`, the kind of what is there otherwise, or undefined where the provider does not have the attribute. */
function typeAt(block: BlockSchema | undefined, path: readonly string[]): unknown {
  const [step = "", ...rest] = path;
  const nested = block?.blocks.get(step.replace("[]", ""));
  if (nested !== undefined && rest.length > 0) return typeAt(nested.block, rest);
  return block?.attributes.get(step)?.type;
}

const known = rows.filter(
  ({ type, attribute }) => !newerTypes.includes(type) && !newerAttributes.includes(`${type}.${attribute}`),
);

describe("the tables of the AWS provider", () => {
  it("name resource types that it has, but for the newer ones", () => {
    const absent = rows.map(({ type }) => type).filter((type) => schemaOf(type) === undefined);
    expect([...new Set(absent)]).to.deep.equal(newerTypes);
  });

  it("name attributes that hold a string each", () => {
    const wrong = known
      .filter(({ type, attribute }) => typeAt(schemaOf(type), attribute.split(".")) !== "string")
      .map(({ type, attribute }) => `${type}.${attribute}`);
    expect(wrong).to.deep.equal([]);
  });

  it("say of an attribute that it is required when it is", () => {
    const wrong = known
      .filter(({ attribute }) => !attribute.includes("."))
      .filter(({ type, attribute, ...row }) => {
        const required = "required" in row && row.required === true;
        return schemaOf(type)?.attributes.get(attribute)?.required !== required;
      })
      .map(({ type, attribute }) => `${type}.${attribute}`);
    expect(wrong).to.deep.equal([]);
  });

  it("name the holder of a policy by an attribute of the policy's resource", () => {
    const wrong = known
      .filter((row) => "holder" in row && schemaOf(row.type)?.attributes.get(row.holder!) === undefined)
      .map(({ type }) => type);
    expect(wrong).to.deep.equal([]);
  });

  it("know how policies are given, and who is in which group, by attributes that are there", () => {
    const granted = attachmentRules.flatMap(({ type, gives, to }) => [
      ...(gives === "documents" ? [] : [`${type}.${gives}`]),
      ...to.map(([attribute]) => `${type}.${attribute}`),
    ]);
    const member = membershipRules.flatMap(({ type, user, group }) => [
      `${type}.${user}`,
      `${type}.${group}`,
    ]);
    const absent = [...granted, ...member].filter((place) => {
      const [type = "", ...attribute] = place.replaceAll(/\[\d\]/g, "").split(".");
      return !has(schemaOf(type), attribute);
    });
    const types = absent.map((place) => place.split(".")[0]);
    expect([...new Set(types)]).to.deep.equal(newerAttachments);
  });

  it("would be found out", () => {
    expect(schemaOf("aws_iam_rolle")).to.equal(undefined);
    expect(typeAt(schemaOf("aws_iam_role"), ["inline_policy[]", "policy"])).to.equal("string");
    expect(typeAt(schemaOf("aws_iam_role"), ["inline_policy[]", "polcy"])).to.equal(undefined);
    expect(typeAt(schemaOf("aws_iam_role"), ["managed_policy_arns"])).to.deep.equal(["set", "string"]);
  });
});
