/**
 * Operations of S3 that no action is named after, with the action that AWS asks for, as of 2026-11-26. Each is often written
 * in place of the action: a statement about it alone grants and denies nothing, and AWS has no reason to add an action of
 * its name. The service reference has the actions alone.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html, and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetBucket.html
 */
export const operationActions: ReadonlyMap<string, string> = new Map([
  ["s3:CompleteMultipartUpload", "s3:PutObject"],
  ["s3:CopyObject", "s3:PutObject"],
  ["s3:CreateMultipartUpload", "s3:PutObject"],
  ["s3:DeleteBucketCors", "s3:PutBucketCORS"],
  ["s3:DeleteBucketEncryption", "s3:PutEncryptionConfiguration"],
  ["s3:DeleteBucketLifecycle", "s3:PutLifecycleConfiguration"],
  ["s3:DeleteBucketReplication", "s3:PutReplicationConfiguration"],
  ["s3:DeleteBucketTagging", "s3:PutBucketTagging"],
  ["s3:DeleteObjects", "s3:DeleteObject"],
  ["s3:DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
  ["s3:GetBucket", "s3-outposts:GetBucket"],
  ["s3:GetBucketAccelerateConfiguration", "s3:GetAccelerateConfiguration"],
  ["s3:GetBucketEncryption", "s3:GetEncryptionConfiguration"],
  ["s3:GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"],
  ["s3:GetBucketNotificationConfiguration", "s3:GetBucketNotification"],
  ["s3:GetBucketReplication", "s3:GetReplicationConfiguration"],
  ["s3:GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration"],
  ["s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"],
  ["s3:HeadBucket", "s3:ListBucket"],
  ["s3:HeadObject", "s3:GetObject"],
  ["s3:ListBuckets", "s3:ListAllMyBuckets"],
  ["s3:ListMultipartUploads", "s3:ListBucketMultipartUploads"],
  ["s3:ListObjects", "s3:ListBucket"],
  ["s3:ListObjectsV2", "s3:ListBucket"],
  ["s3:ListObjectVersions", "s3:ListBucketVersions"],
  ["s3:ListParts", "s3:ListMultipartUploadParts"],
  ["s3:PutBucketEncryption", "s3:PutEncryptionConfiguration"],
  ["s3:PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"],
  ["s3:PutBucketNotificationConfiguration", "s3:PutBucketNotification"],
  ["s3:PutBucketReplication", "s3:PutReplicationConfiguration"],
  ["s3:PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
  ["s3:SelectObjectContent", "s3:GetObject"],
  ["s3:UploadPart", "s3:PutObject"],
  ["s3:UploadPartCopy", "s3:PutObject"],
]);

const folded = new Map([...operationActions].map(([name, action]) => [name.toLowerCase(), action]));

/** The action that AWS asks for where a name, in any case, is that of an operation alone. */
export const actionOfOperation = (name: string): string | undefined => folded.get(name.toLowerCase());
