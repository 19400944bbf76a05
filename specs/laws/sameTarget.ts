import type { Extraction } from "../../harness/plan/extraction.js";
import { narrowToAddress } from "../../harness/plan/source/narrowToAddress.js";
import { readingsOf } from "../../harness/plan/targets/heldPolicies.js";
import { relevantResources } from "../../harness/plan/targets/relevantResources.js";
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
  if (found !== undefined) {
    const renamed = withExamples(joinedWithAll(found, closed), target);
    return isPrincipal(found, closed.principals) ? joinedWithItsOwn(renamed) : renamed;
  }
  const narrowed = narrowToAddress(closed, address);
  const [only] = narrowed.ok ? narrowed.value.targets : [];
  return only && withExamples(only, target);
}

/** A principal joined with all resources, before those are chosen that count for the example that represents it. */
function joinedWithAll(found: Target, { principals, resources = [], earlier }: Extraction): Target {
  if (!isPrincipal(found, principals)) return found;
  const formerly = [...resources, ...(earlier?.goneResources ?? [])].flatMap(({ before }) => before ?? []);
  return {
    ...found,
    ...joined(found, resources),
    ...(found.before && { before: joined(found.before, formerly) }),
  };
}

const isPrincipal = ({ address }: Target, principals: Extraction["principals"]): boolean =>
  principals.some((one) => one.address === address.resource);

const joined = (own: Readings, resources: readonly Readings[]): Readings =>
  readingsOf({
    policies: mapBounds(allBounds([own, ...resources].map(boundsOf)), ([held, ...others]) => ({
      ...held!,
      resources: others.flatMap((other) => other.resources ?? []),
    })),
    holes: own.holes,
  });

/** The resources that count for the principal, as a plan is read. */
function joinedWithItsOwn(target: Target): Target {
  const { principal, before } = target;
  const chosen = (own: Readings): Readings =>
    readingsOf({
      policies: mapBounds(boundsOf(own), ({ resources = [], ...rest }) => {
        const some = relevantResources(resources)(rest, principal);
        return { ...rest, ...(some.length > 0 && { resources: some }) };
      }),
      holes: own.holes,
    });
  return { ...target, ...chosen(target), ...(before && { before: chosen(before) }) };
}

/**
 * The target with the examples that represent names in the open one, and with the account that represents an unknown
 * one: nothing distinguishes them from the names, but for the keys about the caller, which say what they do in the end.
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
    .reduce((text, [name, example]) => text.replaceAll(name, example), JSON.stringify(found, hidingKeys));
  const { surroundings: _, ...same } = JSON.parse(renamed, showingKeys) as Target;
  return { ...same, ...(found.surroundings && { surroundings: found.surroundings }) };
}

/** What says something of the keys about the caller is not renamed: its quotation marks are escaped. */
const hidingKeys = (name: string, value: unknown): unknown =>
  name === "callers" || name === "conditions" ? JSON.stringify(value) : value;

const showingKeys = (name: string, value: unknown): unknown =>
  name === "callers" || name === "conditions" ? JSON.parse(value as string) : value;

const pair = (name: string | undefined, example = name): readonly [string, string] => [
  JSON.stringify(name),
  JSON.stringify(example),
];

export const isAllowed = (policies: PolicySet, request: Request): boolean =>
  authorize(compile(policies), request) === "allowed";
