import type { Configuration } from "./configuration.js";
import { type FoundPolicy, findPolicies } from "./findPolicies.js";
import { type ArnPredictor, predictArns } from "./predictArns.js";
import type { Resource } from "./resource.js";
import { makeWorld, type World } from "./world.js";

/** The resources of one time with the policies found in them. */
export interface Snapshot {
  readonly world: World;
  readonly found: readonly FoundPolicy[];
  /** the policies that stand in a resource */
  readonly policiesIn: (resource: Resource) => readonly FoundPolicy[];
  readonly arns: ArnPredictor;
}

export interface SnapshotOptions {
  readonly configuration: Configuration;
  /** the data sources read at plan time; they are the same before and after */
  readonly data: readonly Resource[];
}

export const takeSnapshot = (
  resources: readonly Resource[],
  { configuration, data }: SnapshotOptions,
): Snapshot => {
  const all = [...resources, ...data.filter((source) => !resources.includes(source))];
  const world = makeWorld(all, configuration);
  const found = findPolicies(world);
  const byResource = new Map<Resource, FoundPolicy[]>();
  for (const policy of found) {
    byResource.set(policy.resource, [...(byResource.get(policy.resource) ?? []), policy]);
  }
  const policiesIn = (resource: Resource) => byResource.get(resource) ?? [];
  return { world, found, policiesIn, arns: predictArns(all, configuration) };
};
