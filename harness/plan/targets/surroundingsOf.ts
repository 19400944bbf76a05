import { readCaller } from "../../../policies/evaluate/caller.js";
import { policiesIn } from "../../../policies/language/policiesIn.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import { exampleRole } from "../../../policies/reference/exampleRole.js";
import type {
  SurroundingPrincipal,
  Surroundings,
  SurroundingTags,
  UnknownPolicy,
} from "../../../properties/escalation/surroundings.js";
import type { Snapshot } from "../policies/snapshot.js";
import type { Holding } from "../principals/joinPolicies.js";
import type { RequestPrincipal } from "../principals/requestPrincipal.js";
import { pathAndName } from "../resources/predictArns.js";
import { type Resource, shownString } from "../resources/resource.js";
import type { Moment } from "./effectivePolicies.js";
import { heldResource } from "./joinResources.js";
import { loneHolding } from "./loneHolding.js";
import { perhapsOwn } from "./perhapsOwn.js";
import { tagsOf } from "./tagsOf.js";
import { lonePolicies, sourceOf } from "./unattachedTargets.js";
import { usedResources } from "./usedResources.js";

/** Who is in the account of a plan at one time, and what runs there; made where a law asks for it. */
export function surroundingsOf(moment: Moment): Surroundings {
  const { snapshot, holdings, inForce, resources } = moment;
  const trusts = new Map(
    resources.resources
      .filter(({ kind }) => kind === "trust")
      .map((trust) => [trust.address, heldResource(trust)]),
  );
  const trustOf = (address: string, { callers, principal }: RequestPrincipal) => {
    const trust = trusts.get(address);
    return trust && callers.account === undefined
      ? perhapsOwn(trust, { account: readCaller(principal).account })
      : trust;
  };
  const managed = (snapshot.index.byType.get("aws_iam_policy") ?? []).filter(
    ({ mode }) => mode === "managed",
  );
  const policyOf = policyFinder(managed);
  const held = [...holdings.values()].flatMap((holding) =>
    inForce.requesters(holding).map((requester): SurroundingPrincipal => {
      const { policies, holes } = inForce.heldBy(holding, requester);
      const { resource } = holding.holder;
      const trust = trustOf(holding.holder.address, requester);
      const { example } = requester;
      const unknownKeys = example?.keys.filter((key) => asksFor(key, policies.upper)) ?? [];
      const open = [
        ...policies.unknown,
        ...(trust?.unknown ?? []),
        ...(unknownKeys.length > 0 ? [example!.hole] : []),
      ];
      const group = groupArn(holding, snapshot);
      const boundary = boundaryOf(holding, { snapshot, policyOf });
      return {
        address: addressOf(holding, requester),
        type: types[holding.holder.type],
        principal: requester.principal,
        ...(group !== undefined && { group }),
        policies: policies.lower,
        ...(requester.callers && { callers: requester.callers }),
        ...(unknownKeys.length > 0 && { unknownKeys }),
        ...(trust && { trust: trust.lower }),
        ...(!resource &&
          holding.holder.type === "aws_iam_role" && {
            unknownTrust: elsewhere(holding.holder.address, "trust policy is"),
          }),
        ...(open.length > 0 && {
          widest: { policies: policies.upper, ...(trust && { trust: trust.upper }) },
        }),
        ...(resource ? tagsOf(resource, snapshot.index) : tagsElsewhere(holding.holder)),
        ...(boundary !== undefined && { boundary }),
        groups: group === undefined ? [...holding.groups] : [holding.holder.address],
        attached: attachedTo(holding, policyOf),
        holes,
        open,
      };
    }),
  );
  const principals = [...held, ...lonePrincipals(moment, policyOf)];
  return {
    account: snapshot.arns.standIn,
    partition: /^arn:([^:]+):/.exec(principals[0]?.principal ?? "")?.[1] ?? "aws",
    principals: new Map(principals.map((principal) => [principal.address, principal])),
    resources: usedResources(snapshot),
  };
}

/** Whether any statement has a condition on a key, or its value as a variable. */
const asksFor = (name: string, policies: PolicySet): boolean =>
  policiesIn(policies).some(({ document }) =>
    document.statements.some(
      ({ resource, conditions }) =>
        conditions.some(
          ({ key, values }) => key.toLowerCase() === name || values.some((value) => hasVariable(value, name)),
        ) || resource?.patterns.some((pattern) => hasVariable(pattern, name)),
    ),
  );

const hasVariable = (text: string, name: string): boolean => text.toLowerCase().includes(`\${${name}`);

/** An example role for each policy that is not attached, which holds it alone. */
function lonePrincipals({ snapshot, holdings }: Moment, policyOf: PolicyOf): readonly SurroundingPrincipal[] {
  const sources = [...holdings.values()].flatMap((holding) => [...holding.sources]);
  const held = new Map(sources.map((source) => [source, source]));
  return lonePolicies({ snapshot, held }).map((policy) => {
    const { policies, holes } = loneHolding(policy);
    const managed = policyOf(policy.address);
    return {
      address: sourceOf(policy),
      type: "role",
      principal: exampleRole(snapshot.arns.account ?? snapshot.arns.standIn),
      policies: policies.lower,
      groups: [],
      attached: managed === undefined ? [] : [managed.address],
      holes,
      ...(policies.unknown.length > 0 && { widest: { policies: policies.upper } }),
      open: policies.unknown,
    };
  });
}

const types = {
  aws_iam_role: "role",
  aws_iam_user: "user",
  aws_iam_group: "group",
  aws_ssoadmin_permission_set: "permissionSet",
} as const;

const addressOf = ({ holder }: Holding, { assignedIn }: RequestPrincipal): string =>
  assignedIn === undefined ? holder.address : `${holder.address}@${assignedIn}`;

/** Of a principal that is not in the plan. */
const tagsElsewhere = ({ address, type }: Holding["holder"]): SurroundingTags =>
  type === "aws_iam_group" ? {} : { unknownTags: { hole: elsewhere(address, "tags are") } };

const elsewhere = (address: string, what: string): UnknownPolicy => ({
  address,
  reason: `it is not in the plan, so its ${what} unknown`,
  refersTo: [],
  remedy: "check it with a source that has it",
});

/** The ARN of the group, which a member represents in requests. */
function groupArn({ holder: { type, resource, name } }: Holding, { arns }: Snapshot): string | undefined {
  if (type !== "aws_iam_group") return undefined;
  const known = resource && arns.arn(resource);
  const tail = (resource && pathAndName(resource)) ?? `group/${name ?? "example"}`;
  return known ?? `arn:aws:iam::${arns.standIn}:${tail}`;
}

type PolicyOf = (source: string) => Resource | undefined;

/** Finds the managed policy that a source names, by its address or one of its attributes. */
function policyFinder(managed: readonly Resource[]): PolicyOf {
  const byAddress = new Map(managed.map((resource) => [resource.address, resource]));
  return (source) => byAddress.get(source) ?? byAddress.get(source.replace(/\.policy$/, ""));
}

const attachedTo = ({ sources, boundarySources }: Holding, policyOf: PolicyOf): readonly string[] =>
  [...sources]
    .filter((source) => !boundarySources.has(source))
    .flatMap((source) => policyOf(source)?.address ?? []);

interface Around {
  readonly snapshot: Snapshot;
  readonly policyOf: PolicyOf;
}

function boundaryOf(
  { holder: { resource }, boundarySources }: Holding,
  { snapshot, policyOf }: Around,
): string | undefined {
  const shown = resource && shownString(resource, "permissions_boundary");
  if (shown?.startsWith("arn:")) return shown;
  const [source] = boundarySources;
  const policy = source === undefined ? undefined : policyOf(source);
  return policy && (snapshot.arns.arn(policy) ?? undefined);
}
