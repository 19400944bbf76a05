import type { PrincipalType } from "../provider/attachmentRules.js";
import { originsOf, referencedResources } from "../resources/referencedResources.js";
import { type Resource, shownString } from "../resources/resource.js";
import { findInstances, namedResources, type ResourceIndex } from "../resources/resourceIndex.js";
import type { UnknownLink } from "./linkHole.js";

/** A role, user, group or permission set that something grants to; `resource` is absent when it is not in the plan. */
export interface PrincipalRef {
  readonly address: string;
  readonly type: PrincipalType;
  readonly name?: string;
  readonly resource?: Resource;
}

/** The principals that an attribute such as `role` or `users` names. */
export interface Holders {
  readonly holders: readonly PrincipalRef[];
  /** set when it may name any principal of the type */
  readonly unknown?: UnknownHolders;
}

export interface UnknownHolders extends UnknownLink {
  /** true where several principals have the name, so that all but one of them lack what they seem to hold */
  readonly isAmbiguous: boolean;
}

export function principalOf(resource: Resource): PrincipalRef {
  const name = shownString(resource, "name");
  const type = resource.type as PrincipalType;
  return { address: resource.address, type, resource, ...(name !== undefined && { name }) };
}

export function findPrincipals(
  from: Resource,
  attribute: string,
  type: PrincipalType,
  index: ResourceIndex,
): Holders {
  const named = (name: string) => resourcesCalled(type, name, index);
  const wanted = (resource: Pick<Resource, "mode" | "type">) =>
    resource.mode === "managed" && resource.type === type;
  const { texts, found, unknown } = referencedResources(from, attribute, index, { wanted, named });
  const meant = texts.map((name) => ({
    name,
    resources: likeliest(named(name), { from, attribute, index }),
  }));
  const byName = meant.flatMap(({ name, resources }) => holdersOfName(name, type, resources));
  const holders = [...byName, ...found.map(principalOf)];
  const isAmbiguous = meant.some(({ resources }) => resources.length > 1);
  if (unknown === undefined && !isAmbiguous) return { holders };
  return {
    holders,
    unknown: { address: `${from.address}.${attribute}`, refersTo: unknown ?? [], isAmbiguous },
  };
}

/** A permission set is named by its ARN, everyone else by name. */
const resourcesCalled = (type: PrincipalType, name: string, index: ResourceIndex): readonly Resource[] =>
  type === "aws_ssoadmin_permission_set"
    ? principals(type, index).filter((resource) => shownString(resource, "arn") === name)
    : namedResources(type, name, index);

/** The managed roles, users, groups or permission sets of a plan. */
export const principals = (type: PrincipalType, index: ResourceIndex): readonly Resource[] =>
  (index.byType.get(type) ?? []).filter(({ mode }) => mode === "managed");

const holdersOfName = (
  name: string,
  type: PrincipalType,
  resources: readonly Resource[],
): readonly PrincipalRef[] =>
  resources.length > 0
    ? resources.map(principalOf)
    : [{ address: `${type} (${calledBy(type)} ${JSON.stringify(name)}, not in this plan)`, type, name }];

const calledBy = (type: PrincipalType): string => (type === "aws_ssoadmin_permission_set" ? "arn" : "name");

interface Place {
  readonly from: Resource;
  readonly attribute: string;
  readonly index: ResourceIndex;
}

/** Two accounts may have a principal of one name each: then the reference determines which one is meant. */
function likeliest(resources: readonly Resource[], { from, attribute, index }: Place): readonly Resource[] {
  if (resources.length < 2) return resources;
  const referred = originsOf(from, attribute, index).flatMap((origin) =>
    findInstances(origin, { resource: from, sameKey: true }, index),
  );
  const both = resources.filter((resource) => referred.includes(resource));
  return both.length > 0 ? both : resources;
}
