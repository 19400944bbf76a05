import type { PolicyVersion, Statement } from "../../policies/language/policyDocument.js";
import type { HeldResource, Policy, PolicySet } from "../../policies/language/policySet.js";
import type { Decision, Request } from "../../policies/language/request.js";
import { rcpServices } from "../../policies/reference/rcpServices.js";
import { type Caller, type Coverage, covers, readCaller } from "./covers.js";
import { holds, variables } from "./holds.js";
import { expandResource, glob, matchesArn, matchesGlob } from "./pattern.js";

/** A request that is put to policies; `bounded` when its caller has a permissions boundary. */
type Question = Readonly<{ request: Request; caller: Caller; service: string; bounded: boolean }>;

/**
 * The meaning of policies, defined a second time: by the words of the IAM User Guide alone, with nothing
 * prepared and nothing remembered.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function authorize(policies: PolicySet, asked: Request): Decision {
  const held = (policies.resources ?? []).filter((resource) => isOn(resource, asked));
  const [resourceAccount = asked.resourceAccount] = held.flatMap(({ account }) => account ?? []);
  const request = { ...asked, resourceAccount };
  const caller = readCaller(request.principal);
  // needs no permission, and none can take it away
  if (request.action.toLowerCase() === "sts:getcalleridentity") return "allowed";
  const service = request.action.toLowerCase().split(":")[0]!;
  const question = { request, caller, service, bounded: policies.boundary !== undefined };
  const layers = bindingLayers(policies, held, question);
  if (reach("Deny", Object.values(layers).flat(2), question).length > 0) return "explicitDeny";
  const guarded = [layers.endpoint, ...layers.scps].every((layer) => permits(layer, question));
  return guarded && isGranted(layers, question) ? "allowed" : "implicitDeny";
}

/** A request is on a resource when its ARN is one of the resource's and its action one that the policies there are about. */
const isOn = ({ arns, actions = ["*"] }: HeldResource, { action, resource }: Request): boolean =>
  arns.some((arn) => matchesArn(glob(arn), resource)) &&
  actions.some((pattern) => matchesGlob(glob(pattern.toLowerCase()), action.toLowerCase()));

type Layer = readonly Policy[];
type Layers = Record<"identity" | "boundary" | "session" | "resource" | "endpoint", Layer> &
  Record<"scps" | "rcps", readonly Layer[]>;

/** The policies that concern the caller. Neither root users nor services and strangers have any. */
function bindingLayers(
  policies: PolicySet,
  held: readonly HeldResource[],
  { caller, service, request }: Question,
): Layers {
  const { identity, boundary, session = [], resource, endpoint, scps = [], rcps = [] } = policies;
  const hasOwn = caller.account !== undefined && caller.kind !== "root";
  return {
    identity: hasOwn ? identity : [],
    boundary: hasOwn && boundary ? [boundary] : [],
    session: hasOwn ? session : [],
    resource: [...(resource ? [resource] : []), ...held.flatMap((one) => one.policies)],
    endpoint: endpoint ? [endpoint] : [],
    scps: caller.serviceLinked || caller.account === undefined ? [] : scps,
    rcps: caller.serviceLinked || !rcpServices.has(service) || isBeyondControl(request) ? [] : rcps,
  };
}

/** What RCPs never bind: retiring a grant, and the trust of service-linked roles. */
const isBeyondControl = ({ action, resource }: Request): boolean =>
  action.toLowerCase() === "kms:retiregrant" ||
  /^arn:[^:]*:iam::[^:]*:role\/aws-service-role\//.test(resource);

/** Whether the identity side and the resource side together grant what nothing denies. */
function isGranted({ identity, boundary, session, resource }: Layers, question: Question): boolean {
  const { caller, request } = question;
  const grants = reach("Allow", resource, question);
  if (caller.account === undefined) return grants.length > 0;
  const unlimited = permits(boundary, question) && permits(session, question);
  const hasPermission =
    caller.kind === "root" || (unlimited && reach("Allow", identity, question).length > 0);
  if (caller.account !== request.resourceAccount) return hasPermission && grants.length > 0;
  if (grants.includes("direct") || (grants.includes("role") && unlimited)) return true;
  const mustAllow = resource.length > 0 && resourceDecides(question);
  return hasPermission && (grants.length > 0 || !mustAllow);
}

/** Of keys and roles the own policy has to allow, even within an account. */
const resourceDecides = ({ service, request }: Question): boolean =>
  service === "kms" || (service === "sts" && /^arn:[^:]*:iam::[^:]*:role\//.test(request.resource));

/** A layer without policies does not restrict. */
const permits = (layer: Layer, question: Question): boolean =>
  layer.length === 0 || reach("Allow", layer, question).length > 0;

/** How the statements of one effect that apply to the request name its caller. */
const reach = (effect: Statement["effect"], layer: Layer, question: Question): readonly Coverage[] =>
  layer.flatMap(({ document: { statements, version } }) =>
    statements
      .filter((statement) => statement.effect === effect && applies(statement, version, question.request))
      .flatMap((statement) => coverages(statement, question)),
  );

function applies(statement: Statement, version: PolicyVersion, request: Request): boolean {
  const { action, resource, conditions } = statement;
  const isAction = action.patterns.some((pattern) =>
    matchesGlob(glob(pattern.toLowerCase()), request.action.toLowerCase()),
  );
  const isResource = resource?.patterns.some((pattern) => {
    const expanded = expandResource(pattern, version, variables(request));
    return expanded !== undefined && matchesArn(expanded, request.resource);
  });
  return (
    isAction !== action.negated &&
    // a resource policy that names no resource is about the one it is attached to, but that of a key about none
    (resource === undefined ? !isKey(request) : isResource !== resource.negated) &&
    conditions.every((condition) => holds(condition, version, request))
  );
}

const isKey = ({ resource }: Request): boolean => /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource);

function coverages({ effect, principal }: Statement, { caller, bounded }: Question): readonly Coverage[] {
  // policies of the caller's own are about no one else
  if (principal === undefined) return ["direct"];
  const found = principal.principals.flatMap((entry) => covers(entry, caller) ?? []);
  if (!principal.negated) return found;
  return found.length === 0 || (effect === "Deny" && bounded) ? ["direct"] : [];
}
