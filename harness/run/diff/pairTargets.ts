import type { Readings, Target } from "../../../properties/target.js";
import { printAddress, withoutSource } from "../../../properties/targetAddress.js";
import { splitSource } from "../../plan/source/splitSource.js";
import type { BeforeAndAfter } from "./beforeAndAfter.js";

/** The address without the file that is read; a stack in a folder remains a part of it. */
const nameIn = ({ address }: Target, spec: string): string =>
  printAddress(
    splitSource(spec).some(({ place }) => place === address.source) ? withoutSource(address) : address,
  );

const nothing: Readings = { policies: { identity: [] }, holes: [] };

/** What a side says of a target in addition to its policies. */
const about = (
  target: Target,
): Pick<BeforeAndAfter, "target" | "principal" | "callers" | "example" | "resource"> => ({
  target: reportedAs(target),
  principal: target.principal,
  ...(target.callers && { callers: target.callers }),
  ...(target.example && { example: target.example }),
  ...(target.resource && { resource: target.resource.kind }),
});

/** A trust policy is reported of its role. */
function reportedAs({ address, resource, policies, before }: Target): string {
  const [held] = [...(policies.resources ?? []), ...(before?.policies.resources ?? [])];
  const isTrust = resource?.kind === "trust" && held !== undefined && address.resource !== undefined;
  return printAddress(isTrust ? { ...address, resource: held.address } : address);
}

/** The principals and resources of one plan, before and after its change. */
export const ofOnePlan = (
  targets: readonly Target[],
  gone: readonly Target[] = [],
): readonly BeforeAndAfter[] =>
  [...targets, ...gone].map((target) => {
    const isGone = gone.includes(target);
    const ofPrincipal = isGone ? "after" : target.before === undefined ? "before" : undefined;
    const absent = target.resource === undefined ? ofPrincipal : target.resource.absent;
    return {
      ...about(target),
      ...(!isGone && { replay: printAddress(target.address) }),
      before: target.before ?? nothing,
      after: target,
      ...(absent && { absent }),
    };
  });

/** The targets of a SOURCE, as it was given. */
export interface TargetsOf {
  readonly spec: string;
  readonly targets: readonly Target[];
}

/**
 * The principals and the resources of two sources, paired by what follows the file in their addresses, resources
 * also by ARN; the only ones of both belong together regardless of their names. One that is in one source alone has
 * no access in the other.
 */
export function pairTargets(before: TargetsOf, after: TargetsOf): readonly BeforeAndAfter[] {
  const sides = [true, false].flatMap((wanted) => {
    const isWanted = ({ resource }: Target) => (resource !== undefined) === wanted;
    const some = ({ spec, targets }: TargetsOf): TargetsOf => ({ spec, targets: targets.filter(isWanted) });
    return pairs(some(before), some(after));
  });
  return sides.map(([left, right]) => {
    const known = (right ?? left)!;
    const absent = left === undefined ? "before" : right === undefined ? "after" : undefined;
    return {
      ...about(known),
      replay: printAddress(known.address),
      before: left ?? nothing,
      after: right ?? nothing,
      ...(absent && { absent }),
    };
  });
}

type Pair = readonly [before: Target | undefined, after: Target | undefined];

function pairs(before: TargetsOf, after: TargetsOf): readonly Pair[] {
  const [first] = before.targets;
  const [second] = after.targets;
  if (first && second && before.targets.length === 1 && after.targets.length === 1) return [[first, second]];
  const later = new Map(after.targets.map((one) => [nameIn(one, after.spec), one]));
  const names = new Set(before.targets.map((one) => nameIn(one, before.spec)));
  const alone = [...later].filter(([name]) => !names.has(name)).map(([, one]) => one);
  const byArn = new Map(alone.flatMap((one) => arnsOf(one).map((arn) => [arn, one] as const)));
  const found = before.targets.map((one): Pair => {
    const same = later.get(nameIn(one, before.spec));
    return [
      one,
      same ??
        arnsOf(one)
          .map((arn) => byArn.get(arn))
          .find((other) => other !== undefined),
    ];
  });
  const paired = new Set(found.map(([, other]) => other));
  return [...found, ...after.targets.filter((one) => !paired.has(one)).map((one): Pair => [undefined, one])];
}

/** Those of a resource that are not patterns. */
const arnsOf = ({ resource, policies, before }: Target): readonly string[] =>
  resource === undefined
    ? []
    : [policies, ...(before ? [before.policies] : [])]
        .flatMap(({ resources = [] }) => resources.flatMap(({ arns }) => arns))
        .filter((arn) => !/[*?]/.test(arn));
