import { escalationSteps } from "../../policies/reference/escalationSteps.js";
import { workloadRoles } from "../../policies/reference/workloadRoles.js";
import arnTemplates from "../plan/provider/arnTemplates.json" with { type: "json" };
import { attachmentRules } from "../plan/provider/attachmentRules.js";
import cloudControl from "../plan/provider/cloudControlAttributes.json" with { type: "json" };
import data from "../plan/provider/dataAttributes.json" with { type: "json" };
import implied from "../plan/provider/impliedStatements.json" with { type: "json" };
import policies from "../plan/provider/policyAttributes.json" with { type: "json" };
import spaces from "../plan/provider/resourceSpaces.json" with { type: "json" };

/** Attributes that the code reads, in addition to those that the tables of the provider name. */
const further =
  `account_id assume_role_policy authorization_type block_public_acls block_public_policy bucket compute_resources
  container_definitions container_properties ecs_properties execution_role_arn feature_set function_name
  iam_instance_profile iam_roles ignore_public_acls inline_policy instance_profile instance_role managed_policy_arns
  managed_policy_attachments master_account_id member name node_properties org_path parent_id partition path
  permissions_boundary region restrict_public_buckets role role_arn service_role tags tags_all target
  target_id task_role_arn version vpc_endpoint_type vpc_options`.split(/\s+/);

const words = (value: unknown): readonly string[] =>
  typeof value === "string"
    ? (value.match(/[a-z][a-z0-9_]*/g) ?? [])
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(words)
      : [];

const known: ReadonlySet<string> = new Set([
  ...further,
  ...words([arnTemplates, cloudControl, data, implied, policies, spaces]),
  ...words(workloadRoles.map(({ attribute }) => attribute)),
  ...words(escalationSteps.map(({ existing }) => existing)),
  ...attachmentRules.flatMap(({ gives, to }) => words([gives, to])),
]);

/** Services all of whose resources are about permissions. */
const whole =
  /^(?:aws|awscc)_(?:iam|organizations|ssoadmin|identitystore)_|^aws_(?:caller_identity|partition|region)$/;

const freeText =
  /^(?:comment|description|display_name|emails?|master_account_email|user_data\w*|value|\w*(?:secret|password|token|private_key|pgp|encrypted|fingerprint)\w*|unique_id|\w*_date|certificate\w*)$/;

/** What stays in a change whose other attributes were changed, too. */
export const changedMark = "planproof_redacted";

/** Whether planproof may read an attribute of a resource, by its name alone. */
export const isKeptAttribute = (type: string, attribute: string): boolean =>
  attribute === changedMark ||
  (/^aws(?:cc)?_/.test(type) && !freeText.test(attribute) && (whole.test(type) || known.has(attribute)));
