import { readCaller } from "../../evaluate/caller.js";
import type { Request } from "../../language/request.js";
import type { Tries } from "./minimizeWitness.js";

/** The request by a caller that its keys describe, for one that represents many callers; as it is if none fits. */
export function callerInKeys(request: Request, { holds }: Tries): Request {
  const named = inKnownAccount(request, holds);
  const principal = described(named);
  if (principal === undefined || principal === named.principal) return named;
  const said = { ...named, principal };
  return holds(said) ? said : named;
}

/** An ARN that was made up, with the account of the caller that represents the others. */
function inKnownAccount(request: Request, holds: Tries["holds"]): Request {
  const { account } = readCaller(request.principal);
  const [key, arn] =
    Object.entries(request.context).find(([name]) => name.toLowerCase() === "aws:principalarn") ?? [];
  if (key === undefined || typeof arn !== "string" || account === "") return request;
  const moved = arn.replace(/^((?:[^:]*:){4})[^:]*/, `$1${account}`);
  const there = { ...request, context: { ...request.context, [key]: moved } };
  return moved !== arn && holds(there) ? there : request;
}

function described({ principal, context }: Request): string | undefined {
  const { account, partition } = readCaller(principal);
  if (account === "") return undefined;
  const sent = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  const arn = sent.get("aws:principalarn");
  if (typeof arn === "string") return readCaller(arn).account === "" ? undefined : arn;
  const type = sent.get("aws:principaltype");
  const known = sent.get("aws:principalaccount") ?? sent.get("kms:calleraccount");
  const home = typeof known === "string" && /^[0-9]{12}$/.test(known) ? known : account;
  const kind = typeof type === "string" ? kinds.get(type) : undefined;
  if (kind === undefined) return principal.replace(`:${account}:`, `:${home}:`);
  return `arn:${partition}:${kind.replace("ACCOUNT", home)}`;
}

/** By `aws:PrincipalType`. */
const kinds: ReadonlyMap<string, string> = new Map([
  ["Account", "iam::ACCOUNT:root"],
  ["AssumedRole", "iam::ACCOUNT:role/example"],
  ["FederatedUser", "sts::ACCOUNT:federated-user/example"],
]);
