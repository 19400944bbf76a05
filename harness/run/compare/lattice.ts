import type { Witness } from "../../../properties/property.js";
import type { Relation } from "./comparePolicies.js";

/** How all pairs of several sides relate, with what contains what at once. */
export interface Lattice {
  /** the addresses of the sides, in the order given */
  readonly nodes: readonly string[];
  /** each pair once, the earlier side on the left */
  readonly pairs: readonly LatticePair[];
  /** what contains what, without what follows of it; of sides that allow the same, only the first is here */
  readonly covers: readonly Cover[];
}

/** How two of the sides relate. */
export interface LatticePair {
  readonly left: string;
  readonly right: string;
  readonly relation: Relation;
  readonly leftOnly: Witness | null;
  readonly rightOnly: Witness | null;
  /** in how many actions each side allows what the other does not; absent where they are not known */
  readonly counts?: { readonly leftOnly: number; readonly rightOnly: number };
  /** why it is undecided, and remarks */
  readonly reason?: string;
}

/** The upper side allows strictly more than the lower one, and no other side is between them. */
export interface Cover {
  readonly lower: string;
  readonly upper: string;
}

/** The pairs of a strict order without those that follow of others: the lines of its Hasse diagram. */
export function coversOf(
  pairs: readonly Pick<LatticePair, "left" | "right" | "relation">[],
): readonly Cover[] {
  const same = new Set(pairs.filter(({ relation }) => relation === "equal").map(({ right }) => right));
  const below = new Set<string>();
  const key = (lower: string, upper: string) => JSON.stringify([lower, upper]);
  const strict = pairs
    .filter(({ left, right }) => !same.has(left) && !same.has(right))
    .flatMap(({ left, right, relation }): Cover[] => {
      if (relation === "subset") return [{ lower: left, upper: right }];
      return relation === "superset" ? [{ lower: right, upper: left }] : [];
    });
  for (const { lower, upper } of strict) below.add(key(lower, upper));
  return strict.filter(
    ({ lower, upper }) => !strict.some((one) => one.lower === lower && below.has(key(one.upper, upper))),
  );
}
