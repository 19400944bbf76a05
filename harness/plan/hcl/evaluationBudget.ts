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
export const withinBudget = <Made>(work: () => Made): Made => {
  if (isRunning) return work();
  isRunning = true;
  remaining = whole;
  try {
    return work();
  } finally {
    isRunning = false;
  }
};

/** Takes a cost from the budget; false where it is used up. */
export const spend = (cost: number): boolean => {
  if (isRunning) remaining -= cost;
  return !isRunning || remaining > 0;
};

/** Does work inside of other such work; undefined where that nests deeper than the stack is sure to hold. */
export const nested = <Made>(work: () => Made): Made | undefined => {
  if (depth >= deepestValue) return undefined;
  depth += 1;
  try {
    return work();
  } finally {
    depth -= 1;
  }
};
