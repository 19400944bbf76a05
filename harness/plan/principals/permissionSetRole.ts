import type { Snapshot } from "../policies/snapshot.js";
import { partitionOf } from "../resources/predictArns.js";
import { regionOf } from "../resources/regionOf.js";
import type { PrincipalRef } from "./principals.js";

/** The suffix of AWS's documentation: the real one is drawn when the role is made. */
const exampleSuffix = "1234567890abcdef";

/**
 * The ARN of the role that IAM Identity Center makes of a permission set in an account. Its region is in the
 * path, but for us-east-1; an unknown region is left out as well.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function permissionSetRole(
  { resource, name = "" }: PrincipalRef,
  account: string | undefined,
  { index, arns }: Snapshot,
): string {
  const region = (resource && regionOf(resource, index)) ?? arns.region;
  const partition =
    (resource && arns.accountOf(resource)?.partition) ?? (region === undefined ? "aws" : partitionOf(region));
  const place = region === undefined || region === "us-east-1" ? "" : `${region}/`;
  // a permission set outside the plan is known by its ARN alone
  const called = name === "" || name.includes(":") ? "example" : name;
  const role = `aws-reserved/sso.amazonaws.com/${place}AWSReservedSSO_${called}_${exampleSuffix}`;
  return `arn:${partition}:iam::${account ?? arns.standIn}:role/${role}`;
}
