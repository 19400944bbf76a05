import type { Outcome, Property } from "../property.js";
import { refutedBecause } from "../refutedBecause.js";
import type { Target } from "../target.js";

/**
 * No bucket that the plan makes is without S3 Block Public Access, its own or that of the account, and none has a
 * setting of it switched off. What AWS sets for new buckets is not in a plan.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { publicAccessBlock } from "planproof/properties";
 *
 * assert.equal(publicAccessBlock.about, "plan");
 * ```
 */
export const publicAccessBlock: Property = {
  id: "public-access-block",
  sentence: "no bucket is without S3 Block Public Access, and none has a setting of it switched off",
  severity: "medium",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  remedy: "add an aws_s3_bucket_public_access_block with all four settings true",
  about: "plan",
  independent: true,
  appliesTo: ({ counted }) => counted?.kind === "bucket" && !counted.isUnknown,
  search: ({ counted, address }: Target): Outcome => {
    if (counted?.kind !== "bucket") return refutedBecause([]);
    const bucket = `\`${address.resource ?? ""}\``;
    if (counted.blocks === undefined)
      return refutedBecause([`the plan configures no S3 Block Public Access for ${bucket}`]);
    const off = all.filter((name) => counted.blocks?.includes(name) !== true);
    return refutedBecause(off.map((name) => `${name} is off for ${bucket}`));
  },
};

const all = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
