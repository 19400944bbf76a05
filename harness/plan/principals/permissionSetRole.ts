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
  set: PrincipalRef,
  account: string | undefined,
  snapshot: Snapshot,
): string {
  const { region, partition, name } = knownOf(set, snapshot);
  const place = region === undefined || region === "us-east-1" ? "" : `${region}/`;
  const role = `${folder}/${place}AWSReservedSSO_${name ?? "example"}_${exampleSuffix}`;
  return `arn:${partition ?? "aws"}:iam::${account ?? snapshot.arns.standIn}:role/${role}`;
}

const folder = "aws-reserved/sso.amazonaws.com";

/** The ARNs that the role may have, as patterns. */
export function permissionSetArns(set: PrincipalRef, account: string, snapshot: Snapshot): readonly string[] {
  const { region, partition, name } = knownOf(set, snapshot);
  const places = region === undefined ? ["", "*/"] : region === "us-east-1" ? [""] : [`${region}/`];
  return places.map(
    (place) =>
      `arn:${partition ?? "aws*"}:iam::${account}:role/${folder}/${place}AWSReservedSSO_${name ?? "*"}_${"?".repeat(exampleSuffix.length)}`,
  );
}

function knownOf({ resource, name = "" }: PrincipalRef, { index, arns }: Snapshot) {
  const region = (resource && regionOf(resource, index)) ?? arns.region;
  return {
    region,
    partition:
      (resource && arns.accountOf(resource)?.partition) ??
      (region === undefined ? undefined : partitionOf(region)),
    // a permission set outside the plan is known by its ARN alone
    name: name === "" || name.includes(":") ? undefined : name,
  };
}
