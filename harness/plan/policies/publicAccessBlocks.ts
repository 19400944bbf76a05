import type { ResourceIndex } from "../resources/resourceIndex.js";
import { policyResources } from "./policyResources.js";

/** A resource that keeps AWS from taking or applying policies that make buckets public. */
export interface PublicAccessBlock {
  readonly address: string;
  /** addresses of the buckets; absent for all of the account */
  readonly buckets?: readonly string[];
}

/**
 * Finds what is configured of S3 Block Public Access, also where it leaves a policy that is there in force.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function publicAccessBlocks(index: ResourceIndex): readonly PublicAccessBlock[] {
  const putOn = policyResources(index);
  return index.resources.flatMap((resource): readonly PublicAccessBlock[] => {
    const { address, type, mode } = resource;
    if (mode !== "managed") return [];
    if (type === "aws_s3_account_public_access_block") return [{ address }];
    if (type !== "aws_s3_bucket_public_access_block") return [];
    return [{ address, buckets: putOn({ resource, row: { holder: "bucket" } }) }];
  });
}
