import { originsOf } from "../resources/referencedResources.js";
import { type Resource, shownString } from "../resources/resource.js";
import type { Snapshot } from "./snapshot.js";

/** S3 Block Public Access of an account. */
export interface AccountBlock {
  readonly resource: Resource;
  /** false where it is unknown whether a bucket is in this account */
  readonly isCertain: boolean;
}

/**
 * Finds S3 Block Public Access of the account that a bucket is in: the account that it names, else the one that its
 * provider logs in to. One of another account is left out.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_account_public_access_block
 */
export function accountBlocks({
  index,
  arns,
}: Pick<Snapshot, "index" | "arns">): (bucket: Resource) => readonly AccountBlock[] {
  const loginOf = (one: Resource) => index.configuration.resource(one)?.provider_config_key;
  const blocks = (index.byType.get("aws_s3_account_public_access_block") ?? [])
    .filter(({ mode }) => mode === "managed")
    .map((resource) => {
      const given = shownString(resource, "account_id");
      const isNamed = given !== undefined || originsOf(resource, "account_id", index).length > 0;
      return { resource, isNamed, id: isNamed ? given : arns.accountOf(resource)?.id };
    });
  return (bucket) => {
    const account = arns.accountOf(bucket)?.id;
    return blocks.flatMap(({ resource, isNamed, id }): readonly AccountBlock[] => {
      if (id !== undefined && account !== undefined)
        return id === account ? [{ resource, isCertain: true }] : [];
      return [{ resource, isCertain: !isNamed && loginOf(resource) === loginOf(bucket) }];
    });
  };
}
