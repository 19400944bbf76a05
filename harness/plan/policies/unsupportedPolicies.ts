import { readJson } from "../../../policies/text/readJson.js";
import lookAlikes from "../provider/lookAlikes.json" with { type: "json" };
import { type PolicyAttribute, policyAttributesOf } from "../provider/policyAttributesOf.js";
import { isMarked, type Resource } from "../resources/resource.js";

/** JSON or YAML with a key that only policies have, and the templates that hold some. */
const policyShape = /(?:^|[\s{,])["']?(?:Statement|\w*PolicyDocument|x-amazon-apigateway-policy)["']?\s*:/;

/** One of them is in every string of that shape, and is found much faster. */
const marks = ["Statement", "PolicyDocument", "x-amazon-apigateway-policy"];

/** Whether a string seems to hold an IAM policy. Linear. */
export const looksLikePolicy = (text: string): boolean =>
  marks.some((mark) => text.includes(mark)) && policyShape.test(text);

/**
 * The attributes of AWS resources that seem to hold a policy and are not read here: templates of
 * CloudFormation and Cloud Control, and any attribute of the provider that the tables lack.
 *
 * @returns `aws_cloudformation_stack.s.template_body` and the like
 */
export const unsupportedPolicies = (resources: readonly Resource[]): readonly string[] =>
  resources
    .filter(({ mode, type }) => mode === "managed" && /^aws(?:cc)?_/.test(type))
    .flatMap((resource) =>
      Object.entries(resource.values)
        .filter(([name, value]) => !isMarked(resource.unknown, [name]) && holdsPolicy(value))
        .filter(([name, value]) => !isLookAlike(resource.type, name) && !isRead(resource.type, name, value))
        .map(([name]) => `${resource.address}.${name}`),
    );

function holdsPolicy(value: unknown): boolean {
  if (typeof value === "string") return looksLikePolicy(value);
  return typeof value === "object" && value !== null && Object.values(value).some(holdsPolicy);
}

const isLookAlike = (type: string, name: string): boolean =>
  lookAlikes.some((row) => row.type === type && (row.attribute === name || row.attribute === "*"));

const isRead = (type: string, name: string, value: unknown): boolean =>
  policyAttributesOf(type).some(
    ({ attribute, ...row }) => /^\w+/.exec(attribute)?.[0] === name && isReadable(row, value),
  );

/** A member is read out of JSON, and not out of YAML. */
const isReadable = ({ member }: Pick<PolicyAttribute, "member">, value: unknown): boolean =>
  member === undefined || (typeof value === "string" && readJson(value) !== undefined);
