import type { Policy } from "../../../policies/language/policySet.js";
import type { Bounded } from "../../../properties/bounded.js";
import type { Hole } from "../../../properties/hole.js";
import type { Target } from "../../../properties/target.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import { grantedDocument } from "../principals/attachedPolicies.js";
import type { Holding } from "../principals/joinPolicies.js";
import { roleNames } from "../principals/roleFinder.js";
import { addressBefore } from "../resources/readResources.js";
import { referencedResources } from "../resources/referencedResources.js";
import type { Resource } from "../resources/resource.js";
import { denyingAll } from "../unknown/denyingAll.js";
import type { Moment } from "./effectivePolicies.js";
import { type HeldPolicies, readingsBefore, readingsOf } from "./heldPolicies.js";
import { type TargetOptions, trustOf } from "./principalTargets.js";
import { unchangedHoles } from "./unchangedHoles.js";

/** The attributes in which resources with a session policy name the roles whose sessions they make. */
export const sessionRoles: ReadonlyMap<string, string> = new Map([
  ["aws_transfer_user", "role"],
  ["aws_transfer_access", "role"],
  ["aws_eks_pod_identity_association", "role_arn"],
  ["aws_rolesanywhere_profile", "role_arns"],
]);

export interface SessionTargets {
  readonly targets: readonly Target[];
  /** addresses of the resources whose sessions are all listed */
  readonly applied: ReadonlySet<string>;
}

/**
 * A target for each role of the plan that something makes sessions of which a policy limits, or did before: what
 * the role may do there, in addition to the role itself, which others may use without that limit.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function sessionTargets(now: Moment, { source, past }: TargetOptions): SessionTargets {
  const earlier = new Map(past && sessionsIn(past).map((session) => [keyOf(session), session]));
  const isLasting = past && unchangedHoles(now.snapshot.index, past.snapshot.index);
  const sessions = sessionsIn(now);
  const targets = sessions.flatMap((session) => {
    const [requester] = now.inForce.requesters(session.holding);
    const before = earlier.get(keyOf(session));
    const isLimited = session.policy !== undefined || before?.policy !== undefined;
    if (requester === undefined || !isLimited) return [];
    const trust = trustOf(session.holding, now.snapshot);
    const then = past && before && heldInSession(before, past);
    return {
      address: {
        source,
        resource: session.resource.address,
        ...(session.role !== undefined && { session: session.role }),
      },
      principal: requester.principal,
      callers: requester.callers,
      ...(requester.example && { example: requester.example }),
      ...readingsOf(heldInSession(session, now)),
      ...(then && { before: readingsBefore(then, isLasting) }),
      ...(trust !== undefined && { trust }),
    };
  });
  return { targets, applied: new Set(sessions.flatMap(({ policy }) => policy?.address ?? [])) };
}

interface Session {
  /** that makes it */
  readonly resource: Resource;
  /** address of its role, where the resource makes sessions of several */
  readonly role: string | undefined;
  /** undefined where nothing limits it, so that it may do all that the role may */
  readonly policy: ExtractedPolicy | undefined;
  readonly holding: Holding;
}

const keyOf = ({ resource, holding }: Session): string =>
  `${addressBefore(resource.address)}\n${addressBefore(holding.holder.address)}`;

function sessionsIn({ snapshot, holdings }: Moment): readonly Session[] {
  const rolesNamed = roleNames(snapshot);
  return snapshot.index.resources.flatMap((resource) => {
    const attribute = sessionRoles.get(resource.type);
    if (attribute === undefined || resource.mode !== "managed") return [];
    const limits = snapshot
      .policiesIn(resource)
      .flatMap(({ policy }) => (policy.kind === "session" ? [policy] : []));
    // what the provider fills in may be a limit or none
    if (limits.some(({ providerDefault }) => providerDefault)) return [];
    const [policy] = limits;
    const roles = rolesOf(resource, attribute, { snapshot, holdings, rolesNamed });
    return roles.map((holding) => {
      const role = roles.length === 1 ? undefined : holding.holder.address;
      return { resource, role, policy, holding };
    });
  });
}

/** All the roles, or none where some of them are not in the plan, or not known. */
function rolesOf(
  resource: Resource,
  attribute: string,
  {
    snapshot,
    holdings,
    rolesNamed,
  }: Pick<Moment, "snapshot" | "holdings"> & {
    readonly rolesNamed: ReturnType<typeof roleNames>;
  },
): readonly Holding[] {
  const { texts, found, unknown } = referencedResources(resource, attribute, snapshot.index, {
    wanted: ({ mode, type }) => mode === "managed" && type === "aws_iam_role",
    named: rolesNamed,
  });
  const named = texts.map(rolesNamed);
  if (unknown !== undefined || named.some(({ length }) => length !== 1)) return [];
  const held = ({ address }: Resource) => holdings.get(address) ?? [];
  return [...new Set([...named.flat(), ...found])].flatMap(held);
}

function heldInSession({ holding, policy }: Session, { inForce }: Moment): HeldPolicies {
  const [requester] = inForce.requesters(holding);
  const { policies, holes } = inForce.heldBy(holding, requester!);
  if (policy === undefined) return { policies, holes };
  const { policy: known, hole } = grantedDocument(policy);
  const { upper, lower, unknown } = known ?? unknownLimit(hole);
  return {
    policies: {
      upper: { ...policies.upper, ...(upper && { session: [upper] }) },
      lower: { ...policies.lower, session: [lower ?? nothing] },
      unknown: [...policies.unknown, ...unknown],
    },
    holes,
  };
}

/** An unknown limit leaves everything in the upper bound, nothing in the lower one. */
const unknownLimit = (hole: Hole | undefined): Bounded<Policy | undefined> => ({
  upper: undefined,
  lower: nothing,
  unknown: hole === undefined ? [] : [hole],
});

const nothing = denyingAll("session policy");
