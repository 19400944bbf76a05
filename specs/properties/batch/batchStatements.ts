import type { PatternElement, Statement } from "../../../policies/language/policyDocument.js";
import type { ManagedPolicyVersion } from "../../../policies/managed/managedPolicy.js";
import { difference } from "../../../policies/prove/question/access.js";
import { allowedBy } from "../../../properties/allowedBy.js";
import { identitySet } from "../../generators/identitySet.js";
import { allows, type BatchAsker, nameOf, setOf, type Triple } from "./batchAsker.js";

/** A law about one version of each policy: what breaks it, in short, or nothing where it holds. */
export type BatchLaw = readonly [
  id: string,
  law: string,
  broken: (triple: Triple, ask: BatchAsker) => string | undefined,
];

export const guarded = [
  "autoscaling:CreateOrUpdateTags",
  "ec2:CancelSpotFleetRequests",
  "ec2:CreateLaunchTemplate",
  "ec2:DeleteLaunchTemplate",
  "ec2:ModifySpotFleetRequest",
  "ec2:RunInstances",
  "ec2:TerminateInstances",
  "ecs:CreateCluster",
  "ecs:RegisterTaskDefinition",
];
export const requestTag = "aws:RequestTag/AWSBatchServiceTag";
export const resourceTag = "aws:ResourceTag/AWSBatchServiceTag";
export const ec2 = (path: string): string => `arn:aws:ec2:us-east-1:111122223333:${path}`;
export const ecs = (path: string): string => `arn:aws:ecs:us-east-1:111122223333:${path}`;
export const logs = (path: string): string => `arn:aws:logs:us-east-1:111122223333:${path}`;
export const iam = (path: string): string => `arn:aws:iam::111122223333:${path}`;

export const three = ["eks:DescribeCluster", "ecs:TagResource", "ec2:CreateTags"];

/** A request for each guarded action, without the tag. */
export const guardedRequests: readonly (readonly [action: string, resource: string])[] = [
  [
    "autoscaling:CreateOrUpdateTags",
    "arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:0:autoScalingGroupName/a",
  ],
  ["ec2:CancelSpotFleetRequests", ec2("spot-fleet-request/sfr-1")],
  ["ec2:CreateLaunchTemplate", ec2("launch-template/lt-0123456789abcdef0")],
  ["ec2:DeleteLaunchTemplate", ec2("launch-template/lt-0123456789abcdef0")],
  ["ec2:ModifySpotFleetRequest", ec2("spot-fleet-request/sfr-1")],
  ["ec2:RunInstances", ec2("instance/i-0123456789abcdef0")],
  ["ec2:TerminateInstances", ec2("instance/i-0123456789abcdef0")],
  ["ecs:CreateCluster", ecs("cluster/a")],
  ["ecs:RegisterTaskDefinition", ecs("task-definition/a:1")],
];

export const all = ({ bsrp, absr, fa }: Triple): readonly ManagedPolicyVersion[] => [bsrp, absr, fa];
export const statementsOf = (triple: Triple): readonly Statement[] => all(triple).flatMap(allows);
export const patternsOf = (statements: readonly Statement[]): readonly string[] =>
  statements.flatMap(({ action }) => action.patterns);
export const resourcesOf = ({ resource }: Statement): readonly string[] => resource?.patterns ?? [];
export const sidsOf = (one: ManagedPolicyVersion): readonly string[] =>
  allows(one).flatMap(({ sid }) => sid ?? []);
export const sorted = (names: readonly string[]): string => [...new Set(names)].sort().join(" ");
export const unlike = (found: string, wanted: string): string | undefined =>
  found === wanted ? undefined : found;
export const unless = (holds: boolean, witness: string): string | undefined => (holds ? undefined : witness);
export const first = <T>(
  values: readonly T[],
  name: (value: T) => string | undefined,
): string | undefined => {
  for (const value of values) {
    const found = name(value);
    if (found !== undefined) return found;
  }
  return undefined;
};
export const numbered = (one: ManagedPolicyVersion): string | undefined =>
  unlike(
    allows(one)
      .map(({ sid }) => sid)
      .join(),
    allows(one)
      .map((_, at) => `AWSBatchPolicyStatement${at + 1}`)
      .join(),
  );
export const servicesOf = (one: ManagedPolicyVersion): string =>
  sorted(patternsOf(allows(one)).map((pattern) => pattern.split(":")[0]!));
export const withAction = (one: ManagedPolicyVersion, action: string): readonly Statement[] =>
  allows(one).filter(({ action: { patterns } }) => patterns.includes(action));
export const hasKey = ({ conditions }: Statement, key: string): boolean =>
  conditions.some((one) => one.key === key);
export const bare = ({ sid: _, index: __, pointer: ___, ...rest }: Statement): string => JSON.stringify(rest);
export const isStar = (element?: PatternElement): boolean => element?.patterns.join() === "*";
export const namesIn = (one: ManagedPolicyVersion, without: ManagedPolicyVersion): string => {
  const others = new Set(patternsOf(allows(without)));
  return sorted(patternsOf(allows(one)).filter((name) => !others.has(name)));
};
export const readsOnStar = (one: ManagedPolicyVersion, { reference }: BatchAsker): readonly string[] =>
  allows(one)
    .filter(({ resource, conditions }) => isStar(resource) && conditions.length === 0)
    .flatMap(({ action }) => action.patterns)
    .filter((name) => /List|Read/.test(reference.action(name)?.accessLevel ?? ""));
export const unguardedWrites = (one: ManagedPolicyVersion, { reference }: BatchAsker): string =>
  sorted(
    allows(one)
      .filter(({ resource, conditions }) => isStar(resource) && conditions.length === 0)
      .flatMap(({ action }) => action.patterns)
      .filter((name) => !/List|Read/.test(reference.action(name)?.accessLevel ?? "")),
  );

/** Pairs of an action and a resource pattern that match no request that AWS could send. */
export function deadPairs(triple: Triple, ask: BatchAsker): string {
  const dead = all(triple).flatMap((one) =>
    allows(one).flatMap((statement) =>
      resourcesOf(statement).flatMap((pattern) =>
        statement.action.patterns
          .filter((action) => pattern !== "*" && ask.reference.action(action) !== undefined)
          .filter((action) => {
            const matched = {
              action: { negated: false, patterns: [action] },
              resource: { negated: false, patterns: [pattern] },
            };
            return (
              ask.find(`dead ${action} ${pattern}`, () => ({ kind: "matching", statement: matched })) ===
              undefined
            );
          })
          .map((action) => `${action} on ${pattern.split(":").at(-1)!}`),
      ),
    ),
  );
  return sorted(dead);
}

/** Actions of a statement that the other statements, and other patterns of it, allow as well. */
export function subsumed(one: ManagedPolicyVersion, ask: BatchAsker): string {
  const parts = allows(one).flatMap((statement) =>
    statement.action.patterns.map((pattern) => ({
      ...statement,
      action: { negated: false, patterns: [pattern] },
    })),
  );
  const set = (statements: readonly Statement[]) => ({
    identity: [{ source: one.name, document: { ...one.document, statements } }],
  });
  return sorted(
    parts
      .filter((part) => {
        const [pattern = ""] = part.action.patterns;
        const service = pattern.split(":")[0]!;
        const others = parts.filter(
          (other) =>
            other !== part && other.action.patterns[0]!.startsWith(`${service}:`) && mayCover(other, pattern),
        );
        // what matches no request is contained in anything
        const isDead = () =>
          ask.find(`${nameOf(one)} ${bare(part)} alone`, () => allowedBy(set([part]))) === undefined;
        if (others.length === 0 || isDead()) return false;
        return (
          ask.find(`${nameOf(one)} ${bare(part)}`, () =>
            difference(allowedBy(set([part])), allowedBy(set(others))),
          ) === undefined
        );
      })
      .map(({ action, index }) => `${action.patterns[0]!} of ${index + 1}`),
  );
}

export const mayCover = ({ action }: Statement, pattern: string): boolean =>
  action.patterns.some(
    (one) => one === pattern || (one.endsWith("*") && pattern.startsWith(one.slice(0, -1))),
  );

export const outside = (
  one: ManagedPolicyVersion,
  within: object,
  ask: BatchAsker,
  key: string,
): string | undefined =>
  ask.find(`${nameOf(one)} within ${key}`, () =>
    difference(
      allowedBy(setOf(one)),
      allowedBy(identitySet(within, { Effect: "Allow", NotAction: key, Resource: "*" })),
    ),
  );
