import table from "./workloadRoles.json" with { type: "json" };

/** An attribute of a Terraform resource that names a role, or an instance profile, which a service runs with. */
export interface WorkloadRole {
  /** the Terraform type */
  readonly type: string;
  /** `block.attribute` */
  readonly attribute: string;
  /** the key that holds the role, where the attribute is a JSON string */
  readonly json?: string;
  /** the service that the role must trust */
  readonly service: string;
  /** `code` that its owner writes, API `calls` that its owner chooses, or only what the service does (`fixed`) */
  readonly runs: "code" | "calls" | "fixed";
}

/**
 * The attributes that name roles of workloads, as of 2026-11-25. Roles that an identity provider assumes, and those of
 * other accounts, are left out.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs, the page of each type, and
 * `iam:PassedToService` in the AWS managed policies
 */
export const workloadRoles: readonly WorkloadRole[] = table.roles as readonly WorkloadRole[];
