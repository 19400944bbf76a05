/** The settings of S3 Block Public Access, as the provider names them. */
export const publicAccessSettings = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
] as const;
