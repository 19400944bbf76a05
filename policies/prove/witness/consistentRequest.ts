import { readCaller } from "../../evaluate/caller.js";
import type { Request } from "../../language/request.js";
import { exampleAccount } from "../../reference/exampleAccount.js";

/**
 * The request with the parts that repeat each other made equal, if it still holds then: the resource lies in
 * the account that owns it, and keys about the caller and the resource say what the request is.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function consistentRequest(request: Request, holds: (request: Request) => boolean): Request {
  const { resource, resourceAccount } = request;
  const own = { ...request, resource: inAccount(resource, resourceAccount) };
  const settled = own.resource !== resource && holds(own) ? own : request;
  const regional = { ...settled, resource: inRegion(settled) };
  let consistent = regional.resource !== settled.resource && holds(regional) ? regional : settled;
  for (const [key, value] of Object.entries(request.context)) {
    const told = toldBy(key, consistent);
    if (told === undefined || told === "" || typeof value !== "string" || told === value) continue;
    const changed = { ...consistent, context: { ...consistent.context, [key]: told } };
    if (holds(changed)) consistent = changed;
  }
  return consistent;
}

/** An ARN that was made up in the account of AWS's documentation. */
const inAccount = (resource: string, account: string): string =>
  resource.replace(/^((?:[^:]*:){4})(\d{12}):/, (arn, before: string, made: string) =>
    made === exampleAccount ? `${before}${account}:` : arn,
  );

/** An ARN in the region that a key says is asked. */
function inRegion({ resource, context }: Request): string {
  const [, region] =
    Object.entries(context).find(([key]) => key.toLowerCase() === "aws:requestedregion") ?? [];
  if (typeof region !== "string" || !/^[a-z0-9-]+$/.test(region)) return resource;
  return resource.replace(/^((?:[^:]*:){3})[a-z0-9-]+:/, `$1${region}:`);
}

function toldBy(key: string, { principal, resource, resourceAccount }: Request): string | undefined {
  const [, , , region] = resource.split(":");
  const told = new Map([
    ["aws:principalarn", principal.startsWith("arn:") ? principal : undefined],
    ["aws:principalaccount", readCaller(principal).account],
    ["aws:resourceaccount", resourceAccount],
    ["aws:requestedregion", region],
  ]);
  return told.get(key.toLowerCase());
}
