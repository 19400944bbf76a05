import { isList, isMap, type PartialValue, Text } from "./partialValue.js";

/** What one attribute may cost; no policy of a plan that was seen costs a hundredth of it. */
const whole = 1_000_000;

/** How deep values and what makes them may nest, over all the names that lead to one another. */
export const deepestValue = 300;

let remaining = 0;
let depth = 0;
let isRunning = false;

/**
 * Does work that ends: what is asked for inside of it spends from one budget, and once that is used up it gets
 * nothing more. Loops in loops over long lists would go on for days.
 */
export function withinBudget<Made>(work: () => Made): Made {
  if (isRunning) return work();
  isRunning = true;
  remaining = whole;
  try {
    return work();
  } finally {
    isRunning = false;
  }
}

/** Takes a cost from the budget; false where it is used up. */
export function spend(cost: number): boolean {
  if (isRunning) remaining -= cost;
  return !isRunning || remaining > 0;
}

/** Does work inside of other such work; undefined where that nests deeper than the stack is sure to hold. */
export function nested<Made>(work: () => Made): Made | undefined {
  if (depth >= deepestValue) return undefined;
  depth += 1;
  try {
    return work();
  } finally {
    depth -= 1;
  }
}

/** Values are shared and doubled by the locals that name them; the size of each is taken once. */
const sizes = new WeakMap<object, number>();
const depths = new WeakMap<object, number>();

const depthOf = (value: PartialValue): number =>
  typeof value === "object" && value !== null ? (depths.get(value) ?? 0) : 0;

/**
 * How many values a value holds, itself counted; a long text counts as several. What nests too deep for
 * all that recurses into it is too heavy.
 */
export function valueSize(value: PartialValue): number {
  if (typeof value === "string") return 1 + Math.floor(value.length / 64);
  if (value instanceof Text) {
    return value.parts.reduce((sum, part) => sum + (typeof part === "string" ? valueSize(part) : 1), 1);
  }
  if (!isList(value) && !isMap(value)) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const inside = Object.values(value);
  const sum = inside.reduce<number>((sum, inner) => sum + valueSize(inner), 1);
  const depth = inside.reduce<number>((most, inner) => Math.max(most, depthOf(inner)), 0) + 1;
  const size = depth > deepestValue ? largestValue + sum : sum;
  depths.set(value, depth);
  sizes.set(value, size);
  return size;
}

/** No policy holds as many. */
export const largestValue = 100_000;
