import type { Extraction } from "../../harness/plan/extraction.js";
import { narrowToAddress } from "../../harness/plan/source/narrowToAddress.js";
import { readingsOf } from "../../harness/plan/targets/heldPolicies.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { allBounds, mapBounds } from "../../properties/bounded.js";
import { boundsOf, type Readings, type Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";

const bucketPolicy = "aws_s3_bucket_policy.b";

/** The targets of a plan, with the policy of its bucket. */
export function targetsOf(extraction: Extraction): readonly Target[] {
  const bucket = narrowToAddress(extraction, { source: "plan.json", resource: bucketPolicy });
  return [...extraction.targets, ...(bucket.ok ? bucket.value.targets : [])];
}

/** The target of the same address; a policy that only later turns out to be held is looked at separately. */
export function sameTarget(target: Target, closed: Extraction): Target | undefined {
  const { address } = target;
  const found = closed.targets.find((one) => printAddress(one.address) === printAddress(address));
  if (found !== undefined) return withExamples(joinedWithAll(found, closed), target);
  const narrowed = narrowToAddress(closed, address);
  const [only] = narrowed.ok ? narrowed.value.targets : [];
  return only && withExamples(only, target);
}

/**
 * A principal joined with all resources, rather than with those that count for its ARN: the example that represents
 * it is another caller.
 */
function joinedWithAll(found: Target, { principals, resources = [], earlier }: Extraction): Target {
  if (!principals.some(({ address }) => address === found.address.resource)) return found;
  const formerly = [...resources, ...(earlier?.goneResources ?? [])].flatMap(({ before }) => before ?? []);
  return {
    ...found,
    ...joined(found, resources),
    ...(found.before && { before: joined(found.before, formerly) }),
  };
}

const joined = (own: Readings, resources: readonly Readings[]): Readings =>
  readingsOf({
    policies: mapBounds(allBounds([own, ...resources].map(boundsOf)), ([held, ...others]) => ({
      ...held!,
      resources: others.flatMap((other) => other.resources ?? []),
    })),
    holes: own.holes,
  });

/**
 * The target with the examples that represent names in the open one, and with the account that represents an unknown
 * one: nothing distinguishes them from the names.
 */
function withExamples(found: Target, { principal, ...open }: Target): Target {
  const heldIn = (times: readonly (Readings | undefined)[]) =>
    times
      .flatMap((time) => (time === undefined ? [] : [time.policies, time.bounds?.lower]))
      .flatMap((set) => set?.resources ?? []);
  const examples = new Map(heldIn([open, open.before]).map((held) => [held.address, held]));
  const names: readonly (readonly [string, string])[] = [
    [JSON.stringify(found.principal), JSON.stringify(principal)],
    ...heldIn([found, found.before]).flatMap(({ address, arns, account }) => {
      const example = examples.get(address);
      const quoted = arns.map((arn, at) => pair(arn, example?.arns[at]));
      const [own, its] = pair(account, example?.account);
      return [...quoted, [`"account":${own}`, `"account":${its}`] as const];
    }),
  ];
  const renamed = names
    .filter(([name, example]) => name !== example)
    .reduce((text, [name, example]) => text.replaceAll(name, example), JSON.stringify(found));
  return { ...(JSON.parse(renamed) as Target), principal };
}

const pair = (name: string | undefined, example = name): readonly [string, string] => [
  JSON.stringify(name),
  JSON.stringify(example),
];

export const isAllowed = (policies: PolicySet, request: Request): boolean =>
  authorize(compile(policies), request) === "allowed";
