import { compileGlob, matchGlob } from "../../../policies/language/glob.js";
import { fillMarks, hasMark } from "./holeMark.js";

/** A `condition` block with marks in it. */
export interface MarkedCondition {
  /** undefined where any may be meant */
  readonly test: string | undefined;
  readonly variable: string;
  readonly values: unknown;
  /** makes another mark for what the block depends on */
  readonly mark: () => string;
}

/**
 * Conditions of one test and one key become one, with the values of all of them. So where the test or the key
 * of a block is unknown, any other that it may turn out to join may have more values than its own.
 */
export const joinConditions = (blocks: readonly MarkedCondition[]): readonly MarkedCondition[] =>
  blocks.map((block) => {
    if (block.test === undefined || hasMark(block.variable)) return block;
    const joining = blocks.filter((other) => mayJoin(other, block));
    const values = [block.values ?? []].flat();
    return joining.length === 0
      ? block
      : { ...block, values: [...values, ...joining.map(({ mark }) => mark())] };
  });

function mayJoin({ test, variable }: MarkedCondition, into: MarkedCondition): boolean {
  if (test === undefined) return true;
  if (test !== into.test || !hasMark(variable)) return false;
  return matchGlob(compileGlob(fillMarks(variable, () => "*")), into.variable);
}
