import type { PublicGuard } from "../../../properties/publicGuard.js";
import { groupBy } from "../resources/groupBy.js";
import { isMarked, type Resource, shownValue } from "../resources/resource.js";
import { accountBlocks } from "./accountBlocks.js";
import { policyResources } from "./policyResources.js";
import type { Snapshot } from "./snapshot.js";

/** A resource with what is put on it, and the actions that its policies answer for. */
export interface Guarded {
  readonly address: string;
  readonly holder: Resource | undefined;
  /** the resources that hold its policies */
  readonly policies: readonly Resource[];
  readonly actions: readonly string[];
}

/**
 * Finds what keeps everyone out of a resource that a policy would let in, as of 2026-11-25: S3 Block Public Access of a
 * bucket or its account, blocks that AWS never lifts, a domain in a VPC, function URLs that ask for signatures. The
 * refusal of public policies alone is left out, as a policy can be there before it.
 *
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-setting-up.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-bpa-rbp.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html,
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html,
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
 */
export function publicGuards({
  index,
  arns,
}: Pick<Snapshot, "index" | "arns">): (guarded: Guarded) => PublicGuard | undefined {
  const managed = (type: string): readonly Resource[] =>
    (index.byType.get(type) ?? []).filter(({ mode }) => mode === "managed");
  const putOn = policyResources(index);
  const on = (type: string, holder: string) =>
    groupBy(
      managed(type).flatMap((resource) =>
        putOn({ resource, row: { holder } }).map((address) => ({ resource, address })),
      ),
      ({ address }) => address,
    );
  const blocks = on("aws_s3_bucket_public_access_block", "bucket");
  const urls = on("aws_lambda_function_url", "function_name");
  // one of a bucket that is unknown may be of any
  const loose = managed("aws_s3_bucket_public_access_block")
    .filter((resource) => putOn({ resource, row: { holder: "bucket" } }).length === 0)
    .filter((resource) => flag(resource, restricting) !== undefined);
  const blocksOf = accountBlocks({ index, arns });
  const ofAccount = (bucket: Resource): readonly (PublicGuard | undefined)[] =>
    blocksOf(bucket).map(({ resource, isCertain }) => {
      const guard = flag(resource, restricting);
      return guard && !isCertain ? { ...guard, isUnknown: true } : guard;
    });
  return ({ address, holder, policies, actions }) => {
    if (actions.every((action) => blockedByAws.test(action))) return { address };
    const own = (blocks.get(address) ?? []).map(({ resource }) => resource);
    const isBucket = policies.some(({ type }) => /^aws_s3_bucket(?:_policy)?$/.test(type));
    const guards = [
      ...(isBucket
        ? [...own.map((one) => flag(one, restricting)), ...ofAccount(holder ?? policies[0]!)]
        : []),
      ...(isBucket ? loose.map((one) => ({ address: one.address, isUnknown: true })) : []),
      ...[...policies, ...(holder ? [holder] : [])].flatMap((one) => ownGuards(one)),
    ];
    const known = guards.find((guard) => guard !== undefined && !guard.isUnknown);
    return known ?? guards.find((guard) => guard !== undefined) ?? signedUrls(urls.get(address));
  };
}

const restricting = "restrict_public_buckets";

/** AWS refuses their public policies, and has no setting for it. */
const blockedByAws = /^(?:s3tables|s3vectors|dynamodb):/;

/** What its own settings say. */
function ownGuards(resource: Resource): readonly (PublicGuard | undefined)[] {
  switch (resource.type) {
    // applies to AWS services alone
    case "aws_cloudwatch_log_resource_policy":
      return [{ address: resource.address }];
    case "aws_secretsmanager_secret_policy":
      return [flag(resource, "block_public_policy")];
    case "aws_elasticsearch_domain":
    case "aws_opensearch_domain":
      return [block(resource, "vpc_options")];
    default:
      return [];
  }
}

/** A setting that is on. */
function flag(resource: Resource, name: string): PublicGuard | undefined {
  if (isMarked(resource.unknown, [name])) return { address: resource.address, isUnknown: true };
  return shownValue(resource, name) === true ? { address: resource.address } : undefined;
}

/** A block that is there. */
function block(resource: Resource, name: string): PublicGuard | undefined {
  const value = shownValue(resource, name);
  if (Array.isArray(value) && value.length > 0) return { address: resource.address };
  return isMarked(resource.unknown, [name]) ? { address: resource.address, isUnknown: true } : undefined;
}

/** Every URL of the function asks for a signature. */
function signedUrls(urls: readonly { readonly resource: Resource }[] = []): PublicGuard | undefined {
  const [first] = urls;
  const isSigned = ({ resource }: (typeof urls)[number]) =>
    shownValue(resource, "authorization_type") === "AWS_IAM";
  if (first === undefined || !urls.every(isSigned)) return undefined;
  const operator = { name: "StringNotEquals", ifExists: false } as const;
  return {
    address: first.resource.address,
    reach: [{ operator, key: "lambda:FunctionUrlAuthType", values: ["NONE"] }],
  };
}
