import type { KeyAtom, Literal } from "../question/atom.js";
import { dimensionOf } from "../question/atom.js";
import { isEmptyLanguage, isWordOf } from "../sets/isEmptyLanguage.js";
import { type Pattern, plainLiteral } from "../sets/pattern.js";
import { sampleValues } from "../sets/sampleValues.js";
import { type TextSet, textSet } from "../sets/textSet.js";
import type { ComparedSet, ValueSet } from "../sets/valueSet.js";

/** A set of strings and whether a string must lie in it. */
interface Side {
  readonly set: ValueSet;
  readonly inside: boolean;
}

/**
 * Whether some answers, all about one dimension, cannot be true together: decided afresh, by going through
 * every shape a key can have and walking the patterns of `isEmptyLanguage`. For the checker; slow.
 */
export function isLemma(literals: readonly Literal[], lists: (name: string) => boolean): boolean {
  const first = literals[0]?.atom;
  if (first === undefined || literals.some(({ atom }) => dimensionOf(atom) !== dimensionOf(first)))
    return false;
  if (first.dimension !== "key") return isEmpty(literals.map((one) => sideOf(one)!));
  const shapes: readonly Shape[] = ["missing", "empty", "single", ...(lists(first.name) ? listShapes : [])];
  return shapes.every((shape) => excludes(literals, shape));
}

/** A list is null (without values, or of empty ones) or has a value that is not empty. */
type Shape = "missing" | "empty" | "single" | "none" | "nulls" | "list";
const listShapes: readonly Shape[] = ["none", "nulls", "list"];
const emptyString = textSet([plainLiteral("")]);
const notEmpty: Side = { set: emptyString, inside: false };
const onlyEmpty: Side = { set: emptyString, inside: true };

function excludes(literals: readonly Literal[], shape: Shape): boolean {
  const facts = literals.map((literal) => truthIn(literal.atom as KeyAtom, shape, literal.positive));
  if (facts.includes(false)) return true;
  const left = literals.filter((_, at) => facts[at] === undefined);
  const value = shape === "empty" || shape === "nulls" ? onlyEmpty : shape === "list" ? undefined : notEmpty;
  if (shape === "missing" || shape === "none") return false;
  if (value !== undefined) return isEmpty([...left.map((one) => sideOf(one)!), value]);
  const forEach = left.filter(
    ({ atom, positive }) => ((atom as KeyAtom).asks.about === "every") === positive,
  );
  const forOne = left.filter((literal) => !forEach.includes(literal));
  const shared = forEach.map((one) => sideOf(one)!);
  return [...forOne.map((one) => sideOf(one)!), notEmpty].some((own) => isEmpty([...shared, own]));
}

/** Whether the answer is right in a shape, for every value; undefined when it depends on that. */
function truthIn({ asks: { about } }: KeyAtom, shape: Shape, positive: boolean): boolean | undefined {
  const isNull = shape !== "single" && shape !== "list";
  const isSingle = shape === "single" || shape === "empty";
  if (about === "missing") return (shape === "missing") === positive;
  if (about === "single") return isSingle === positive;
  if (about === "null") return isNull === positive;
  if (about === "in") return isSingle ? undefined : !positive;
  if (about === "every" && isNull) return positive;
  return shape === "missing" || shape === "none" ? !positive : undefined;
}

function sideOf({ atom, positive }: Literal): Side | undefined {
  if (atom.dimension !== "key") return { set: atom.set, inside: positive };
  if (!("set" in atom.asks)) return undefined;
  const negated = "negated" in atom.asks && atom.asks.negated;
  return { set: atom.asks.set, inside: positive !== negated };
}

/** Whether no string lies on the given side of every set. */
function isEmpty(sides: readonly Side[]): boolean {
  const compared = sides.flatMap(({ set }) => (set.family === "text" ? [] : [set]));
  const families = new Set(compared.map(({ family }) => family));
  const texts = sides.filter(({ set }) => set.family === "text") as readonly (Side & { set: TextSet })[];
  if (texts.some(({ set }) => set.open) && isCoveredWhole(texts)) return true;
  const finite = texts.find(({ set, inside }) => inside && set.globs.length === 0);
  if (finite !== undefined)
    return [...finite.set.literals].every((text) => sides.some((side) => !allows(side, text)));
  if (
    [...families].some((family) =>
      noSampleOf(
        compared.filter((set) => set.family === family),
        sides,
      ),
    )
  )
    return true;
  return noText(texts);
}

/** Whether each pattern of one set inside lies within one outside, for all values of the variables. */
function isCoveredWhole(sides: readonly (Side & { set: TextSet })[]): boolean {
  const outside = sides.filter(({ inside }) => !inside).flatMap(({ set }) => set.patterns);
  return sides.some(
    ({ inside, set }) => inside && set.patterns.every((pattern) => isCoveredAlone(pattern, outside)),
  );
}

function noSampleOf(sets: readonly ComparedSet[], sides: readonly Side[]): boolean {
  const own = sides.filter(({ set }) => (sets as readonly ValueSet[]).includes(set));
  const { texts, complete } = sampleValues(sets);
  return complete && texts.every((text) => own.some((side) => !allows(side, text)));
}

function allows({ set, inside }: Side, text: string): boolean {
  if (set.family !== "text") return set.holds(text) === inside;
  return set.patterns.some((pattern) => (inside || !pattern.open) && isMatched(pattern, text)) === inside;
}

const isMatched = ({ literal, bound }: Pattern, text: string): boolean =>
  literal === undefined ? isWordOf(bound, text) : literal === text;

/** Goes through every choice of one pattern from each set inside. */
function noText(sides: readonly (Side & { set: TextSet })[]): boolean {
  const outside = sides.filter(({ inside }) => !inside).flatMap(({ set }) => set.patterns);
  const choices = sides.filter(({ inside }) => inside).map(({ set }) => set.patterns);
  return closed(choices, [], outside);
}

function closed(
  choices: readonly (readonly Pattern[])[],
  chosen: readonly Pattern[],
  outside: readonly Pattern[],
): boolean {
  const last = chosen.at(-1);
  if (last !== undefined && isCoveredAlone(last, outside)) return true;
  const [next, ...rest] = choices;
  if (next !== undefined) return next.every((pattern) => closed(rest, [...chosen, pattern], outside));
  const bounds = chosen.map(({ bound }) => bound);
  const certain = outside.filter(({ open, bound }) => !open && !isEmptyLanguage([...bounds, bound], []));
  return isEmptyLanguage(
    bounds,
    certain.map(({ bound }) => bound),
  );
}

/** One pattern may do: it is walked with its variables as letters, which holds for all their values. */
const isCoveredAlone = ({ literal, tokens }: Pattern, outside: readonly Pattern[]): boolean =>
  outside.some((other) => {
    if (literal !== undefined) return !other.open && isMatched(other, literal);
    return other.literal === undefined && isEmptyLanguage([tokens], [other.tokens]);
  });
