import { publicAccessSettings } from "../plan/provider/publicAccessSettings.js";
import type { ReadRow } from "./readRow.js";

const publicAccess = publicAccessSettings.join(" ");

const values: Readonly<Record<string, string>> = {
  aws_caller_identity: "account_id",
  aws_region: "name",
  aws_iam_instance_profile: "role",
  aws_ssoadmin_permission_set: "name",
  aws_ssoadmin_account_assignment: "permission_set_arn target_id",
  aws_organizations_organization: "id master_account_id accounts.id non_master_accounts.id",
  aws_organizations_organizational_unit: "id parent_id",
  aws_organizations_account: "id parent_id",
  aws_organizations_policy: "id type",
  aws_organizations_policy_attachment: "policy_id target_id",
  aws_batch_compute_environment: "compute_environment_name compute_environment_name_prefix",
  aws_s3_bucket_public_access_block: `bucket ${publicAccess}`,
  aws_s3_account_public_access_block: `account_id ${publicAccess}`,
  aws_secretsmanager_secret_policy: "block_public_policy",
  aws_lambda_function_url: "function_name authorization_type",
  aws_vpc_endpoint: "vpc_endpoint_type",
  aws_glue_catalog_database: "catalog_id",
  aws_glue_catalog_table: "catalog_id",
};

const documents =
  "json minified_json source_json source_policy_documents override_json override_policy_documents";

/** What the code reads of a type in addition to what the tables of the provider name. */
export const readElsewhere: readonly ReadRow[] = [
  ...Object.entries(values).flatMap(([type, paths]) => paths.split(" ").map((path) => [type, path] as const)),
  ...documents.split(" ").map((path) => ["aws_iam_policy_document", path, "document"] as const),
  ["aws_iam_policy_document", "version", "written"],
  ["aws_iam_policy_document", "policy_id", "written"],
  ["aws_iam_policy_document", "statement", "blocks"],
  ["aws_elasticsearch_domain", "vpc_options", "presence"],
  ["aws_opensearch_domain", "vpc_options", "presence"],
];
