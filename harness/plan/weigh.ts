import { isList, isMap, type PartialValue, Text } from "./partialValue.js";

/** Values are shared and doubled by the locals that name them; what is weighed once is not walked again. */
const weights = new WeakMap<object, number>();

/** How many values a value holds, itself counted; a long text counts as several. */
export const weigh = (value: PartialValue): number => {
  if (typeof value === "string") return 1 + Math.floor(value.length / 64);
  if (value instanceof Text) {
    return value.parts.reduce((sum, part) => sum + (typeof part === "string" ? weigh(part) : 1), 1);
  }
  if (!isList(value) && !isMap(value)) return 1;
  const known = weights.get(value);
  if (known !== undefined) return known;
  const weight = Object.values(value).reduce<number>((sum, inner) => sum + weigh(inner), 1);
  weights.set(value, weight);
  return weight;
};

/** No policy holds as many. */
export const heaviest = 100_000;
