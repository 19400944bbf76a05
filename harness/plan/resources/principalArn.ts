import { configurationAddress, parseAddress } from "./address.js";
import { nameFromAddress } from "./nameFromAddress.js";
import { type ArnPredictor, pathAndName } from "./predictArns.js";
import { type Resource, shownString } from "./resource.js";
import type { ResourceIndex } from "./resourceIndex.js";

/**
 * The ARN by which a role or user makes requests: its own, or an example. Where its name is known only after apply,
 * its address is its name, which distinguishes it from all others.
 */
export function principalArn(resource: Resource, arns: ArnPredictor): string {
  const own = arns.arn(resource);
  if (own !== null) return own;
  const prefix = shownString(resource, "name_prefix") ?? "";
  const name = `${prefix}${nameFromAddress(resource)}`;
  return `arn:aws:iam::${arns.standIn}:${pathAndName(resource) ?? `${segments.get(resource.type) ?? "role"}/${name}`}`;
}

const segments: ReadonlyMap<string, string> = new Map([
  ["aws_iam_role", "role"],
  ["aws_iam_user", "user"],
]);

/** Finds the ARN of a role or user by a reference such as `aws_iam_role.job.arn`; undefined for anything else. */
export const principalArnIn =
  ({ index, arns }: { readonly index: ResourceIndex; readonly arns: ArnPredictor }) =>
  (reference: string): string | undefined => {
    const address = parseAddress(reference);
    if (address?.mode !== "managed" || address.attributes.join() !== "arn") return undefined;
    if (!segments.has(address.type)) return undefined;
    const name = reference.slice(0, -".arn".length);
    const instances = index.instances.get(configurationAddress(address)) ?? [];
    const meant = instances.filter((one) => one.address === name);
    return meant.length === 1 ? principalArn(meant[0]!, arns) : undefined;
  };
