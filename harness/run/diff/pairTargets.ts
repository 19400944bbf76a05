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

/** The principals and resources of one plan, before and after its change; one that is new had no access before. */
export const ofOnePlan = (
  targets: readonly Target[],
  gone: readonly Target[] = [],
): readonly BeforeAndAfter[] =>
  [...targets, ...gone].map((target) => ({
    target: printAddress(target.address),
    ...(!gone.includes(target) && { replay: printAddress(target.address) }),
    principal: target.principal,
    ...(target.resource && { resource: target.resource.kind }),
    ...(target.before === undefined && { absent: "before" as const }),
    ...(gone.includes(target) && { absent: "after" as const }),
    before: target.before ?? nothing,
    after: target,
  }));

const isPrincipal = ({ resource }: Target): boolean => resource === undefined;

/** The targets of a SOURCE, as it was given. */
export interface TargetsOf {
  readonly spec: string;
  readonly targets: readonly Target[];
}

/**
 * The principals and resources of two sources, paired by what follows the file in their addresses; the only ones of both
 * belong together regardless of their names. One that is in one source alone has no access in the other.
 */
export function ofTwoSources(before: TargetsOf, after: TargetsOf): readonly BeforeAndAfter[] {
  const single = [before, after].every(({ targets }) => targets.filter(isPrincipal).length === 1);
  const [earlier, later] = [before, after].map(
    ({ spec, targets }) =>
      new Map(targets.map((one) => [single && isPrincipal(one) ? "" : nameIn(one, spec), one])),
  );
  const names = [...new Set([...earlier!.keys(), ...later!.keys()])];
  return names.map((name) => {
    const [left, right] = [earlier!.get(name), later!.get(name)];
    const known = (right ?? left)!;
    return {
      target: printAddress(known.address),
      replay: printAddress(known.address),
      principal: known.principal,
      ...(known.resource && { resource: known.resource.kind }),
      ...(left === undefined && { absent: "before" as const }),
      ...(right === undefined && { absent: "after" as const }),
      before: left ?? nothing,
      after: right ?? nothing,
    };
  });
}
