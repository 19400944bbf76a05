import type { Values } from "./wireValue.js";

/** The account, region and partition that the mock provider works in. */
export const place = { account: "123456789012", partition: "aws", region: "eu-west-1" } as const;

/** What the provider knows of a resource type beyond its schema; all of it is optional. */
export interface ResourceRule {
  /** planned for what is not configured */
  readonly defaults?: Values;
  /** strings of JSON: refused when they are something else, and left alone while they mean the same */
  readonly json?: readonly string[];
  /** blocks that are unknown as a whole while none is configured */
  readonly computedBlocks?: readonly string[];
  /** attributes whose change makes a new resource */
  readonly replacedBy?: readonly string[];
  readonly arn?: (values: Values) => string;
  readonly id?: (values: Values) => string;
}

const iam = (segment: string) => (values: Values) =>
  `arn:${place.partition}:iam::${place.account}:${segment}${values["path"] ?? "/"}${values["name"]}`;
const named = (attribute: string) => (values: Values) => String(values[attribute]);

const rules: Readonly<Record<string, ResourceRule>> = {
  aws_iam_role: {
    defaults: { path: "/", force_detach_policies: false, max_session_duration: 3600 },
    json: ["assume_role_policy"],
    computedBlocks: ["inline_policy"],
    replacedBy: ["name", "path"],
    arn: iam("role"),
    id: named("name"),
  },
  aws_iam_user: { defaults: { path: "/", force_destroy: false }, arn: iam("user"), id: named("name") },
  aws_iam_group: { defaults: { path: "/" }, arn: iam("group"), id: named("name") },
  aws_iam_policy: { defaults: { path: "/" }, json: ["policy"], arn: iam("policy"), id: iam("policy") },
  aws_iam_role_policy: { json: ["policy"], id: ({ role, name }) => `${role}:${name}` },
  aws_iam_group_policy: { json: ["policy"], id: ({ group, name }) => `${group}:${name}` },
  aws_iam_role_policy_attachment: { id: ({ role, policy_arn }) => `${role}/${policy_arn}` },
  aws_iam_instance_profile: { defaults: { path: "/" }, arn: iam("instance-profile"), id: named("name") },
  aws_s3_bucket: {
    defaults: { force_destroy: false },
    computedBlocks: ["cors_rule", "grant", "lifecycle_rule", "logging", "versioning", "website"],
    arn: ({ bucket }) => `arn:${place.partition}:s3:::${bucket}`,
    id: named("bucket"),
  },
  aws_sqs_queue: { arn: ({ name }) => `arn:${place.partition}:sqs:${place.region}:${place.account}:${name}` },
  aws_kms_key: {
    arn: () =>
      `arn:${place.partition}:kms:${place.region}:${place.account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  },
  aws_s3_bucket_policy: { json: ["policy"], id: named("bucket") },
  aws_batch_compute_environment: { defaults: { state: "ENABLED" } },
  aws_batch_job_definition: {
    defaults: { deregister_on_new_revision: true },
    json: ["container_properties"],
  },
};

export const resourceRule = (type: string): ResourceRule => rules[type] ?? {};
