import { groupBy } from "../resources/groupBy.js";
import { originsOf } from "../resources/referencedResources.js";
import { attributePath, type Resource, shownString } from "../resources/resource.js";
import { findInstances, type ResourceIndex } from "../resources/resourceIndex.js";
import type { FoundPolicy } from "./findPolicies.js";

/** A resource with the attribute that names what it is put on. */
interface Attached extends Pick<FoundPolicy, "resource"> {
  readonly row: Pick<FoundPolicy["row"], "holder">;
}

/**
 * Finds the addresses of the resources that a policy is attached to: its own, or where the policy is a separate
 * resource, those it refers to; a state has no references, so there the name or ARN decides. One outside the plan
 * has that name in place of an address.
 */
export function policyResources(index: ResourceIndex): (found: Attached) => readonly string[] {
  let byText: ReturnType<typeof indexNames> | undefined;
  const called = (text: string) => {
    byText ??= indexNames(index);
    return byText.get(text) ?? [];
  };
  return ({ resource, row }) => {
    if (row.holder === undefined) return [resource.address];
    const origins = originsOf(resource, row.holder, index);
    const referred = origins.flatMap((origin) => findInstances(origin, { resource, sameKey: true }, index));
    if (referred.length > 0) return [...new Set(referred.map(({ address }) => address))];
    const [attribute = ""] = attributePath(row.holder);
    const text = shownString(resource, String(attribute));
    if (text === undefined) return [];
    const meant = called(text).filter((one) => isHolder(one, { type: resource.type, text }));
    return meant.length > 0
      ? meant.map(({ address }) => address)
      : [`${row.holder} ${JSON.stringify(text)} (not in this plan)`];
  };
}

/** What other resources call a resource by. */
export const holderNames = [
  ...["arn", "id", "url", "name", "bucket", "key_id", "function_name", "domain", "domain_name"],
  ...["repository", "email_identity", "model_package_group_name", "layer_name"],
] as const;

function indexNames({ resources }: ResourceIndex): ReadonlyMap<string, readonly Resource[]> {
  const all = resources
    .filter(({ mode }) => mode === "managed")
    .flatMap((resource) => {
      const texts = new Set(holderNames.flatMap((name) => shownString(resource, name) ?? []));
      return [...texts].map((text) => ({ text, resource }));
    });
  const byText = groupBy(all, ({ text }) => text);
  return new Map([...byText].map(([text, found]) => [text, found.map(({ resource }) => resource)]));
}

/** A name counts in a type that the policy's type is called after, an ARN in any. */
const isHolder = (one: Resource, { type, text }: { readonly type: string; readonly text: string }): boolean =>
  type !== one.type && (isHolderType(one.type, type) || isOwnArn(one, text));

/** Whether resources of a type hold what is in a separate resource of another, which names them by name. */
export const isHolderType = (holder: string, type: string): boolean =>
  type.startsWith(`${holder}_`) || others.get(type) === holder;

const isOwnArn = (one: Resource, text: string): boolean =>
  text.startsWith("arn:") && shownString(one, "arn") === text;

const others: ReadonlyMap<string, string> = new Map([
  ["aws_lambda_permission", "aws_lambda_function"],
  ["aws_cloudwatch_event_permission", "aws_cloudwatch_event_bus"],
  ["aws_kms_grant", "aws_kms_key"],
  ["aws_snapshot_create_volume_permission", "aws_ebs_snapshot"],
  ["aws_prometheus_resource_policy", "aws_prometheus_workspace"],
]);
