import type { HeldResource } from "../../../policies/language/policySet.js";
import { leaveOpen } from "../../../policies/prove/question/encodeStatement.js";
import { type Pattern, readPattern } from "../../../policies/prove/sets/pattern.js";
import { patternsDisjoint } from "../../../policies/prove/sets/textSet.js";

/**
 * The resources that may have a request in common with others, each with all that it is connected to in this way;
 * as a rule none.
 */
export function overlapping(
  resources: readonly HeldResource[],
): ReadonlyMap<HeldResource, readonly HeldResource[]> {
  const patterns = resources
    .flatMap((held) => held.arns.map((arn) => prepare(held, arn)))
    .sort((one, other) => (one.prefix < other.prefix ? -1 : +(one.prefix > other.prefix)));
  const groups = new Map<HeldResource, Set<HeldResource>>();
  const connect = (one: HeldResource, other: HeldResource): void => {
    const [first, second] = [groups.get(one) ?? new Set([one]), groups.get(other) ?? new Set([other])];
    if (first === second) return;
    for (const member of second) first.add(member);
    for (const member of first) groups.set(member, first);
  };
  patterns.forEach((one, at) => {
    // after sorting, the patterns that begin with this one's prefix follow it
    for (let next = at + 1; patterns[next]?.prefix.startsWith(one.prefix); next++) {
      const other = patterns[next]!;
      if (other.held !== one.held && !areApart(one, other)) connect(one.held, other.held);
    }
  });
  return new Map([...groups].map(([held, group]) => [held, [...group]]));
}

interface Prepared {
  readonly held: HeldResource;
  readonly prefix: string;
  /** the parts of an ARN; undefined for one with a wildcard, and at the end for a short pattern */
  readonly parts: readonly (string | undefined)[];
  readonly pattern: Pattern;
}

function prepare(held: HeldResource, arn: string): Prepared {
  const all = arn.split(":");
  const parts = all.length < 6 ? [] : [...all.slice(0, 5), all.slice(5).join(":")];
  return {
    held,
    prefix: arn.split(/[*?]/, 1)[0]!,
    parts: parts.map((part) => (/[*?]/.test(part) ? undefined : part)),
    pattern: readPattern(arn, "resource", { version: "2008-10-17", resolve: leaveOpen })!,
  };
}

/** Most ARNs differ in a part that both write out, which is found faster. */
const areApart = (one: Prepared, other: Prepared): boolean =>
  one.parts.some((part, at) => {
    const its = other.parts[at];
    return part !== undefined && its !== undefined && part !== its;
  }) || patternsDisjoint(one.pattern, other.pattern);
