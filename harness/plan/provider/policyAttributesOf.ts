import type { PolicyKind } from "../../../policies/language/policyDocument.js";
import { groupBy } from "../resources/groupBy.js";
import { type Resource, shownString } from "../resources/resource.js";
import cloudControlRows from "./cloudControlAttributes.json" with { type: "json" };
import dataRows from "./dataAttributes.json" with { type: "json" };
import rows from "./policyAttributes.json" with { type: "json" };

/** An attribute of a managed resource type that holds a policy document as a JSON string. */
export interface PolicyAttribute {
  readonly type: string;
  /** `[]` follows a block or list, as in `inline_policy[].policy` */
  readonly attribute: string;
  /** what its documents are; `organization` depends on the resource's `type` */
  readonly kind: PolicyKind | "organization";
  /** true when terraform insists on it: then a missing value is an unknown one */
  readonly required?: boolean;
  /** the policy is this member of the JSON object in the attribute, if it is there */
  readonly member?: string;
  /** the attribute that names the resource the policy is put on; absent: the resource itself */
  readonly holder?: string;
}

const managed = groupBy([...rows, ...cloudControlRows] as readonly PolicyAttribute[], ({ type }) => type);
const data = groupBy(dataRows as readonly PolicyAttribute[], ({ type }) => type);

/**
 * The attributes of a resource type that hold IAM policies: 88 of the AWS provider, 5.x and 6.x, and 16 of the
 * AWS Cloud Control provider. Look-alikes, such as data protection, lifecycle and Cedar policies, are not among
 * them.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
export const policyAttributesOf = (type: string): readonly PolicyAttribute[] => managed.get(type) ?? [];

/** The attributes of a data source that hold the policies of what is in AWS already: 15. */
export const dataAttributesOf = (type: string): readonly PolicyAttribute[] => data.get(type) ?? [];

/** Only these two types of organization policy are written in the IAM language. */
const organizationKinds: ReadonlyMap<string, PolicyKind> = new Map([
  ["SERVICE_CONTROL_POLICY", "scp"],
  ["RESOURCE_CONTROL_POLICY", "rcp"],
]);

/** The kind of a resource's policy, or undefined when it is not an IAM policy. SCP is the provider's default. */
export const policyKindOf = (resource: Resource, { kind }: PolicyAttribute): PolicyKind | undefined =>
  kind === "organization"
    ? organizationKinds.get(shownString(resource, "type") ?? "SERVICE_CONTROL_POLICY")
    : kind;
