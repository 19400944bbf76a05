import { policiesIn } from "../../policies/language/policiesIn.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { globalRegion } from "../../policies/reference/globalServices.js";
import { holdsNoSlash } from "../../policies/reference/holdsNoSlash.js";
import type { ActionReference, ServiceReference } from "../../policies/reference/serviceReference.js";

/**
 * Why AWS never sends a request, by the service reference; undefined where the reference does not contradict
 * it. Written separately, from the rules: templates are regular expressions here, and every rule looks at the
 * whole request. Actions and services that the policies write and the reference lacks are not contradicted.
 */
export function contradicted(
  request: Request,
  policies: readonly PolicySet[],
  reference: ServiceReference,
): string | undefined {
  const { action, context } = request;
  const service = action.slice(0, action.indexOf(":")).toLowerCase();
  const listed = reference.action(action);
  if (listed === undefined && !isWritten(action, policies, reference)) return "no such action";
  for (const [key, value] of Object.entries(context)) {
    const isList = typeof value !== "string";
    if (isList && reference.knowsKey(key) && !reference.isMultivalued(key)) return `a list for ${key}`;
    const isRegion = /^aws:requestedregion$/i.test(key) && request.principal.startsWith("arn:aws:");
    const region = isRegion ? globalRegion(action) : undefined;
    if (region !== undefined && value !== region) return `${service} in ${value}`;
  }
  return listed === undefined ? undefined : noKindOf(listed, request, reference);
}

function isWritten(action: string, policies: readonly PolicySet[], reference: ServiceReference): boolean {
  const written = policies
    .flatMap(policiesIn)
    .flatMap(({ document }) => document.statements)
    .flatMap((statement) => statement.action.patterns)
    .map((pattern) => pattern.toLowerCase());
  const folded = action.toLowerCase();
  const [service] = folded.split(":");
  const isLacking = !reference.services.includes(service!) && reference.covers(service!);
  return isLacking
    ? written.some((pattern) => pattern.startsWith(`${service}:`))
    : reference.services.includes(service!) && written.includes(folded);
}

/** Why the request is on no kind of resource, with its keys, that the action supports. */
function noKindOf(
  { resourceTypes, conditionKeys }: ActionReference,
  { resource, context, principal }: Request,
  reference: ServiceReference,
): string | undefined {
  const carries = (keys: readonly string[]) =>
    Object.keys(context).every((key) => isAnywhere(key, reference) || keys.some((one) => isNamed(one, key)));
  const own = principal.startsWith("arn:") ? principal.split(":")[1]! : undefined;
  const fitting = resourceTypes
    .filter(({ arnTemplates }) => arnTemplates.some((template) => fits(template, resource, own)))
    .map((type) => [...conditionKeys, ...type.conditionKeys]);
  if (resource === "*" && !resourceTypes.some(({ required }) => required)) fitting.push([...conditionKeys]);
  if (fitting.length === 0) return `not on ${resource}`;
  return fitting.some(carries) ? undefined : "a key that it never carries";
}

/** A key that every request may carry, or of which nothing is known; AWS has none without a prefix. */
function isAnywhere(key: string, reference: ServiceReference): boolean {
  if (!key.includes(":")) return false;
  if (/^aws:/i.test(key) && !/^aws:(requesttag\/|resourcetag\/|tagkeys$)/i.test(key)) return true;
  if (/^saml:/i.test(key) || key.split(":")[0]!.includes(".")) return true;
  return !reference.knowsKey(key) || crossService.test(key);
}

const crossService =
  /^(ec2:RoleDelivery|ec2:SourceInstanceArn|glue:(CredentialIssuingService|RoleAssumedBy)|identitystore:UserId|lambda:SourceFunctionArn|ssm:SourceInstanceArn)$/i;

const isNamed = (listed: string, key: string): boolean => expression(listed, () => ".+", "is").test(key);

function fits(template: string, resource: string, partition: string | undefined): boolean {
  const parts = template.split(":");
  const five = parts.slice(0, 5).map((part) => {
    if (part === "${Partition}" && partition !== undefined) return partition;
    return source(part, (name) => (name === undefined ? "[^:]*" : "[^:]+"));
  });
  const rest = source(parts.slice(5).join(":"), (name) => {
    if (name === undefined) return ".*";
    return holdsNoSlash(parts[2]!, name) ? "[^/]+" : ".+";
  });
  return new RegExp(`^${[...five, rest].join(":")}$`, "s").test(resource);
}

/** A template with `${name}` and `*` in it as a regular expression; the name is undefined for `*`. */
const expression = (text: string, open: (name: string | undefined) => string, flags: string): RegExp =>
  new RegExp(`^${source(text, open)}$`, flags);

const source = (text: string, open: (name: string | undefined) => string): string =>
  text.replace(/\$\{([^}]*)\}|\*|[.+?^$()|[\]\\/{}]/g, (piece, name: string | undefined) => {
    if (piece === "*") return open(undefined);
    return name === undefined ? `\\${piece}` : open(name);
  });
