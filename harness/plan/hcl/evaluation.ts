import { isList, isMap, PartialString, type PartialValue } from "./partialValue.js";

/** The cost of one evaluation at most; no policy of a plan that was seen costs a hundredth of it. */
const budget = 1_000_000;

/** How deep values and the expressions that make them may nest, over all the names that lead to one another. */
export const deepestValue = 300;

/** A value with more members is left unknown; no policy has as many. */
export const largestValue = 100_000;

/**
 * One evaluation of an expression and of all the names it leads to. It always ends: every step spends from one
 * budget, and once that is used up the rest is unknown. Without it, nested loops over long lists would take days.
 */
export class Evaluation {
  #remaining = budget;
  #depth = 0;
  /** locals share and double values, so the size of each is taken once */
  readonly #sizes = new Map<object, Size>();

  /** Takes a cost from the budget; false where it is used up. */
  spend(cost: number): boolean {
    this.#remaining -= cost;
    return this.#remaining > 0;
  }

  /** Does work inside of other such work; undefined where that nests deeper than the stack is sure to hold. */
  nested<Made>(work: () => Made): Made | undefined {
    if (this.#depth >= deepestValue) return undefined;
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
    }
  }

  /**
   * How many values a value holds, itself counted; a long string counts as several. A value that nests too deep for
   * the functions that recurse into it counts as too large.
   */
  sizeOf(value: PartialValue): number {
    return this.#measure(value).size;
  }

  #measure(value: PartialValue): Size {
    if (typeof value === "string") return { size: 1 + Math.floor(value.length / 64), depth: 0 };
    if (value instanceof PartialString) return { size: textSize(value), depth: 0 };
    if (!isList(value) && !isMap(value)) return { size: 1, depth: 0 };
    const known = this.#sizes.get(value);
    if (known !== undefined) return known;
    let size = 1;
    let depth = 0;
    for (const inner of Object.values(value)) {
      const inside = this.#measure(inner);
      size += inside.size;
      depth = Math.max(depth, inside.depth);
    }
    const measured = { size: depth + 1 > deepestValue ? largestValue + size : size, depth: depth + 1 };
    this.#sizes.set(value, measured);
    return measured;
  }
}

interface Size {
  readonly size: number;
  readonly depth: number;
}

const textSize = ({ parts }: PartialString): number =>
  parts.reduce((sum, part) => sum + (typeof part === "string" ? 1 + Math.floor(part.length / 64) : 1), 1);
