import { exampleRole } from "../../../policies/reference/exampleRole.js";
import { exactValue } from "../../../properties/bounded.js";
import type { Counted, Target } from "../../../properties/target.js";
import { accountBlocks } from "../policies/accountBlocks.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import { policySource } from "../policies/findPolicies.js";
import { policyResources } from "../policies/policyResources.js";
import type { Snapshot } from "../policies/snapshot.js";
import { publicAccessSettings } from "../provider/publicAccessSettings.js";
import { groupBy } from "../resources/groupBy.js";
import { isMarked, type Resource, shownValue } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";

/** The address of a principal, and the sources of its policies. */
interface Holder {
  readonly address: string;
  readonly policies: readonly string[];
}

/** A plan at one time. */
interface Found {
  readonly snapshot: Pick<Snapshot, "index" | "arns">;
  readonly policies: readonly ExtractedPolicy[];
  readonly principals: readonly Holder[];
}

/**
 * What laws count that need no request: the buckets of a plan, its VPC endpoints, and the sizes of policies; each with what
 * it was before, where it was there.
 *
 * @param past absent where the source has no before
 */
export function countedTargets(source: string, now: Found, past: Found | undefined): readonly Target[] {
  const before = new Map((past ? countedIn(past) : []).map((entry) => [nameOf(entry), entry[1]]));
  return countedIn(now).map((entry) => {
    const [resource, counted] = entry;
    const countedBefore = before.get(nameOf(entry));
    return {
      address: { source, resource },
      principal: exampleRole(),
      policies: { identity: [] },
      holes: [],
      counted,
      ...(countedBefore && { countedBefore }),
    };
  });
}

const nameOf = ([address, { kind }]: Entry): string => JSON.stringify([address, kind]);

const countedIn = ({ snapshot, policies, principals }: Found): readonly Entry[] => [
  ...bucketsIn(snapshot),
  ...endpointsIn(snapshot.index, policies),
  ...holdersIn(principals, policies),
];

type Entry = readonly [address: string, counted: Counted];

/**
 * The buckets of a plan, each with its settings of S3 Block Public Access.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function bucketsIn(snapshot: Found["snapshot"]): readonly Entry[] {
  const { index } = snapshot;
  const managed = (type: string): readonly Resource[] =>
    (index.byType.get(type) ?? []).filter(({ mode }) => mode === "managed");
  const ofAccount = accountBlocks(snapshot);
  const putOn = policyResources(index);
  const blocks = managed("aws_s3_bucket_public_access_block").map((resource) => ({
    resource,
    on: putOn({ resource, row: { holder: "bucket" } }),
  }));
  const entry = (bucket: Resource, own: Resource | undefined): Entry => {
    const { address } = bucket;
    const wide = ofAccount(bucket);
    const all = [...(own ? [own] : []), ...wide.flatMap((one) => (one.isCertain ? [one.resource] : []))];
    const isOn = (name: string) => all.some((one) => shownValue(one, name) === true);
    return [
      address,
      {
        kind: "bucket",
        blocks: all.length === 0 ? undefined : publicAccessSettings.filter(isOn),
        isUnknown:
          (own === undefined && blocks.some(({ on }) => on.length === 0)) ||
          publicAccessSettings.some(
            (name) =>
              !isOn(name) &&
              (wide.some((one) => !one.isCertain) || all.some((one) => isMarked(one.unknown, [name]))),
          ),
      },
    ];
  };
  return managed("aws_s3_bucket").map((bucket) =>
    entry(bucket, blocks.find(({ on }) => on.includes(bucket.address))?.resource),
  );
}

/** VPC endpoints with their policy; one that is known only in part is left out. */
function endpointsIn(index: ResourceIndex, policies: readonly ExtractedPolicy[]): readonly Entry[] {
  const endpoints = policies.filter(({ kind }) => kind === "endpoint");
  return (index.byType.get("aws_vpc_endpoint") ?? [])
    .filter(({ mode, values }) => mode === "managed" && values["vpc_endpoint_type"] !== "GatewayLoadBalancer")
    .flatMap(({ address }): readonly Entry[] => {
      const own = endpoints.filter((one) => one.attachedTo.includes(address) && !one.providerDefault);
      if (own.length === 0) return [[address, { kind: "endpoint" }]];
      return own.flatMap(({ policy }) => {
        const known = policy === null ? undefined : exactValue(policy);
        return known === undefined ? [] : [[address, { kind: "endpoint", policy: known }] as const];
      });
    });
}

/** The sizes of the policies of principals that are known. */
function holdersIn(principals: readonly Holder[], policies: readonly ExtractedPolicy[]): readonly Entry[] {
  const known = policies.filter(({ document }) => document !== null);
  const placed = known.map((policy, place) => ({ policy, place }));
  const bySource = groupBy(placed, ({ policy }) => policySource(policy.address, policy.attribute));
  const trusts = groupBy(placed, ({ policy }) => (policy.kind === "trust" ? policy.address : undefined));
  return principals.flatMap(({ address, policies: held }): readonly Entry[] => {
    const type = /(?:^|\.)(aws_iam_(?:role|user|group))\./.exec(address)?.[1];
    if (type === undefined) return [];
    const found = [...held.flatMap((source) => bySource.get(source) ?? []), ...(trusts.get(address) ?? [])];
    const own = [...new Set(found.map(({ place }) => place))].sort((one, other) => one - other);
    const managed = held.filter((one) => one.startsWith("managed:") || /(?:^|\.)aws_iam_policy\./.test(one));
    const sized = own.map((place) => sizeOf(known[place]!));
    return [[address, { kind: "holder", type, policies: sized, attached: managed.length }]];
  });
}

const sizeOf = (policy: ExtractedPolicy) => ({
  source: policySource(policy.address, policy.attribute),
  kind: kindOf(policy),
  size: JSON.stringify(policy.document).length,
});

const kindOf = ({ kind, address }: ExtractedPolicy): "inline" | "managed" | "trust" =>
  kind === "trust" ? "trust" : /(?:^|\.)aws_iam_policy\./.test(address) ? "managed" : "inline";
