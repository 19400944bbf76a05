import type { PlanContext } from "../configuration/resourceValue.js";
import { memoizeByName } from "../hcl/memoizeByName.js";
import type { ConfigurationIndex } from "../resources/configurationIndex.js";
import { groupBy } from "../resources/groupBy.js";
import { pathAndName, predictArns } from "../resources/predictArns.js";
import type { Resource } from "../resources/resource.js";
import { indexResources } from "../resources/resourceIndex.js";
import type { ExtractOptions, GivenPolicies } from "./extractOptions.js";
import { type FoundPolicy, findPolicies } from "./findPolicies.js";

/** The resources of one time with the policies found in them. */
export interface Snapshot extends PlanContext {
  readonly found: readonly FoundPolicy[];
  /** the policies of a resource */
  readonly policiesIn: (resource: Resource) => readonly FoundPolicy[];
  /** managed policies by ARN, or by `policy/PATH/NAME` where their account is not known */
  readonly policiesByArn: ReadonlyMap<string, readonly Resource[]>;
  /** the managed policies that the user gives, by name */
  readonly given: GivenPolicies;
}

export interface SnapshotOptions extends ExtractOptions {
  readonly configuration: ConfigurationIndex;
  /** the data sources read at plan time; they are the same before and after */
  readonly data: readonly Resource[];
  /** true before a change; default false */
  readonly isPast?: boolean;
  /** represents the account where the plan does not show it; default an example */
  readonly standIn?: string;
}

export function takeSnapshot(
  resources: readonly Resource[],
  { configuration, data, isPast, given = new Map(), ...told }: SnapshotOptions,
): Snapshot {
  const all = [...resources, ...data.filter((source) => !resources.includes(source))];
  const index = indexResources(all, configuration, isPast);
  const arns = predictArns(all, configuration, told);
  const names = memoizeByName();
  const found = findPolicies({ index, arns, names });
  const byResource = groupBy(found, ({ resource }) => resource);
  const policiesByArn = groupBy(
    index.byType.get("aws_iam_policy") ?? [],
    (policy) => arns.arn(policy) ?? pathAndName(policy),
  );
  const policiesIn = (resource: Resource) => byResource.get(resource) ?? [];
  return { index, found, arns, names, policiesIn, policiesByArn, given };
}
