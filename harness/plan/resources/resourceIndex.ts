import { configurationAddress, type ModuleStep } from "./address.js";
import type { ConfigurationIndex } from "./configurationIndex.js";
import { groupBy } from "./groupBy.js";
import type { Origin } from "./resolveReferences.js";
import { type Resource, shownString } from "./resource.js";

/** All resource instances of one snapshot, found by what the configuration calls them. */
export interface ResourceIndex {
  /** as it is after the change, whenever the resources are from */
  readonly configuration: ConfigurationIndex;
  /** true before a change: then the configuration says nothing of where a value came from */
  readonly isPast: boolean;
  /** managed resources and the data sources that are read */
  readonly resources: readonly Resource[];
  readonly instances: ReadonlyMap<string, readonly Resource[]>;
  readonly byType: ReadonlyMap<string, readonly Resource[]>;
  /** managed resources by type and name: see {@link namedResources} */
  readonly byName: ReadonlyMap<string, readonly Resource[]>;
}

export const indexResources = (
  resources: readonly Resource[],
  configuration: ConfigurationIndex,
  isPast = false,
): ResourceIndex => ({
  configuration,
  isPast,
  resources,
  instances: groupBy(resources, configurationAddress),
  byType: groupBy(resources, ({ type }) => type),
  byName: groupBy(resources, typeAndName),
});

function typeAndName(resource: Resource): string | undefined {
  const name = shownString(resource, "name");
  return resource.mode === "data" || name === undefined ? undefined : `${resource.type}\n${name}`;
}

/** The managed resources of a type whose `name` is known to be this one. */
export const namedResources = (type: string, name: string, { byName }: ResourceIndex): readonly Resource[] =>
  byName.get(`${type}\n${name}`) ?? [];

/**
 * The instances an origin may mean, seen from the resource that refers to it. Where its keys are not stated,
 * as in `aws_iam_policy.p[each.key]`, `sameKey` prefers the instance with the same key as the referrer.
 */
export function findInstances(
  origin: Origin,
  from: { readonly resource: Resource; readonly sameKey: boolean },
  index: ResourceIndex,
): readonly Resource[] {
  const wanted = origin.resource;
  if (wanted === undefined) return [];
  const candidates = (index.instances.get(configurationAddress(wanted)) ?? []).filter(
    ({ key, modules }) => (wanted.key ?? key) === key && agree(wanted.modules, modules),
  );
  const { key } = from.resource;
  const alike = candidates.filter((candidate) => key !== undefined && candidate.key === key);
  return from.sameKey && alike.length > 0 ? alike : candidates;
}

const agree = (wanted: readonly ModuleStep[], found: readonly ModuleStep[]): boolean =>
  wanted.every(({ key }, at) => (key ?? found[at]?.key) === found[at]?.key);
