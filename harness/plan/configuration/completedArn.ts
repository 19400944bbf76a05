import { nameFromAddress } from "../resources/nameFromAddress.js";
import { type ArnPredictor, partitionOf } from "../resources/predictArns.js";
import { regionOf } from "../resources/regionOf.js";
import type { Resource } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";
import { predictValue } from "./predictValue.js";

/** The ARN of a resource that a plan has or names. */
export interface ResourceArn {
  /** a pattern where the region, the name or the end of the name is unknown */
  readonly arn: string;
  /** 12 digits; where the account is unknown, one that represents it */
  readonly account: string;
  /** false where nothing is known of a name that the configuration chooses: the ARN is a pattern of many resources */
  readonly isNamed: boolean;
}

/** What the ARN of a resource depends on. */
export interface ArnContext {
  readonly index: ResourceIndex;
  readonly arns: ArnPredictor;
}

/**
 * The ARN that represents the one of a resource for which AWS makes an identifier: the same wherever a plan refers
 * to it. Undefined for other attributes, and where the plan shows it.
 */
export function madeArn(resource: Resource, attribute: string, context: ArnContext): string | undefined {
  if (!hasMadeId.test(resource.type) || !/arn$/.test(attribute)) return undefined;
  const predicted = predictValue(resource, attribute, context);
  return predicted && "pattern" in predicted
    ? completedArn(predicted.pattern, resource, context).arn
    : undefined;
}

const hasMadeId =
  /^aws_(?:api_gateway_rest_api|efs_file_system|kms_(?:external_|replica_|replica_external_)?key)$/;

/** Where a resource is; an account that is unknown is represented by one that the plan does not name. */
export function arnPlaceOf(resource: Resource, { index, arns }: ArnContext) {
  const region = regionOf(resource, index) ?? arns.region;
  const account = arns.accountOf(resource);
  const partition = account?.partition ?? (region === undefined ? "aws" : partitionOf(region));
  return { partition, region: region ?? "*", account: account?.id ?? arns.standIn };
}

/** The part of an ARN after the account. */
export const nameIn = (arn: string): string => arn.split(":").slice(5).join(":");

/** With the account, and an example in the place of an identifier. */
export function completedArn(arn: string, owner: Resource, context: ArnContext): ResourceArn {
  const place = arnPlaceOf(owner, context);
  const [, partition = "", service = "", region = "", id = ""] = arn.split(":");
  const account = /^\d{12}$/.test(id) ? id : place.account;
  const name = nameIn(arn);
  const isNamed = !/(?:^|[:/])\*$/.test(name) || madeByAws.test(owner.type);
  const head = ["arn", partition === "*" ? place.partition : partition, service, region];
  const inArn = id === "" ? "" : account;
  const example = isNamed ? name.replaceAll("*", nameFromAddress(owner)) : name;
  return { arn: [...head, inArn, example].join(":"), account, isNamed };
}

/** The types that AWS makes an identifier for; and roles, whose name is the example that their requests have. */
export const madeByAws =
  /^(?:aws_(?:api_gateway_rest_api|efs_file_system|iam_role|kms_\w+)|awscc_(?:kms_key|iam_role))$/;
