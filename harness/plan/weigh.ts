import { deepestValue } from "./hcl/evaluationBudget.js";
import { isList, isMap, type PartialValue, Text } from "./hcl/partialValue.js";

/** Values are shared and doubled by the locals that name them; what is weighed once is not walked again. */
const weights = new WeakMap<object, number>();
const depths = new WeakMap<object, number>();

const depthOf = (value: PartialValue): number =>
  typeof value === "object" && value !== null ? (depths.get(value) ?? 0) : 0;

/**
 * How many values a value holds, itself counted; a long text counts as several. What nests too deep for
 * all that recurses into it is too heavy.
 */
export const weigh = (value: PartialValue): number => {
  if (typeof value === "string") return 1 + Math.floor(value.length / 64);
  if (value instanceof Text) {
    return value.parts.reduce((sum, part) => sum + (typeof part === "string" ? weigh(part) : 1), 1);
  }
  if (!isList(value) && !isMap(value)) return 1;
  const known = weights.get(value);
  if (known !== undefined) return known;
  const inside = Object.values(value);
  const sum = inside.reduce<number>((sum, inner) => sum + weigh(inner), 1);
  const depth = inside.reduce<number>((most, inner) => Math.max(most, depthOf(inner)), 0) + 1;
  const weight = depth > deepestValue ? heaviest + sum : sum;
  depths.set(value, depth);
  weights.set(value, weight);
  return weight;
};

/** No policy holds as many. */
export const heaviest = 100_000;
