import type { Budget } from "../sets/budget.js";
import { coversSet, setsDisjoint } from "../sets/textSet.js";
import type { ValueSet } from "../sets/valueSet.js";
import type { Literal } from "./atom.js";
import type { Formula } from "./formula.js";

/** Two answers of which the first cannot be true without the second. */
export type Implication = readonly [Literal, Literal];

/** Pairs of atoms that together take as long as one step. */
const pairsPerStep = 10;

/**
 * Whether one formula implies another, shown without a search: each way the first can be true is, part by
 * part, one of the ways of the second. Gives the implications between atoms that it depends on; undefined when
 * it fails or the budget is used up, which proves nothing. The product of both sizes.
 *
 * This decides most of what is true of real policies: each statement inside one statement of the other side,
 * and clear of its denials.
 */
export function implies(left: Formula, right: Formula, budget: Budget): readonly Implication[] | undefined {
  const used: Implication[] = [];
  return impliesGiven(left, right, (one, other) => {
    budget.spend(1 / pairsPerStep);
    const holds = !budget.exhausted && literalImplies(one, other);
    if (holds && one.atom.key !== other.atom.key) used.push([one, other]);
    return holds;
  })
    ? used
    : undefined;
}

function impliesGiven(
  left: Formula,
  right: Formula,
  known: (one: Literal, other: Literal) => boolean,
): boolean {
  if (left.kind === "any") return left.parts.every((part) => impliesGiven(part, right, known));
  if (right.kind === "all") return right.parts.every((part) => impliesGiven(left, part, known));
  if (left.kind === "all" && left.parts.some((part) => impliesGiven(part, right, known))) return true;
  if (right.kind === "any") return right.parts.some((part) => impliesGiven(left, part, known));
  return left.kind === "atom" && right.kind === "atom" && known(left, right);
}

function literalImplies(one: Literal, other: Literal): boolean {
  if (one.atom.key === other.atom.key) return one.positive === other.positive;
  const sets = comparableSets(one, other);
  if (sets === undefined) return false;
  const [left, right] = sets;
  if (one.positive && other.positive) return coversSet(right, left);
  if (one.positive) return setsDisjoint(left, right);
  return !other.positive && coversSet(left, right);
}

function comparableSets({ atom: one }: Literal, { atom: other }: Literal) {
  if (one.dimension !== other.dimension) return undefined;
  if (one.dimension !== "key") return other.dimension === "key" ? undefined : ([one.set, other.set] as const);
  if (other.dimension !== "key" || one.name !== other.name) return undefined;
  if (one.asks.about !== "in" || other.asks.about !== "in") return undefined;
  return textSets(one.asks.set, other.asks.set);
}

const textSets = (one: ValueSet, other: ValueSet) =>
  one.family === "text" && other.family === "text" ? ([one, other] as const) : undefined;
