import { policiesIn } from "../../policies/language/policiesIn.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { coverCells } from "./coverCells.js";
import { type FillCellsOptions, fillCells } from "./fillCells.js";

export interface CompleteRequests {
  /** by action, resource and context */
  readonly requests: readonly Request[];
  /** cells that a request fills, and those that none was found for */
  readonly filled: number;
  readonly open: number;
}

/** Few requests that fill every cell of a policy set that can be filled. */
export function completeRequests(policies: PolicySet, options: FillCellsOptions): CompleteRequests {
  const cells = fillCells(policies, options);
  const numbers = new Map<string, number>();
  const all: Request[] = [];
  const fills = cells.map(({ requests }) =>
    requests.map((request) => {
      const key = JSON.stringify(request);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      return all.push(request) - 1;
    }),
  );
  const costs = all.map(
    (request) => 1000 * Object.keys(request.context).length + JSON.stringify(request).length,
  );
  const chosen = chosenOf(
    fills.map((numbers, at) => ({ numbers, spare: cells[at]!.spare })),
    costs,
    mostOf(policies),
  ).map((at) => all[at]!);
  const filled = fills.filter(({ length }) => length > 0).length;
  return { requests: chosen.toSorted(byContent), filled, open: fills.length - filled };
}

interface Fill {
  readonly numbers: readonly number[];
  readonly spare: boolean;
}

/** Where filling all cells takes too many requests, the spare cells have what the others leave. */
function chosenOf(fills: readonly Fill[], costs: readonly number[], most: number): readonly number[] {
  const numbersOf = (some: readonly Fill[]) => some.map(({ numbers }) => numbers);
  const full = coverCells(numbersOf(fills), costs);
  if (full.length <= most) return full;
  const needed = coverCells(numbersOf(fills.filter(({ spare }) => !spare)), costs, most);
  const there = new Set(needed);
  const left = fills.filter(({ numbers }) => !numbers.some((one) => there.has(one)));
  const rest = coverCells(numbersOf(left), costs, most - needed.length);
  return [...needed, ...rest];
}

/** A pattern or value is worth three cases: a short policy would have more, of which its readers ask nothing. */
const mostOf = (policies: PolicySet): number =>
  3 *
  policiesIn(policies)
    .flatMap(({ document }) => document.statements)
    .reduce((sum, { action, resource, conditions }) => {
      const values = conditions.reduce((count, condition) => count + condition.values.length, 0);
      return sum + action.patterns.length + (resource?.patterns.length ?? 0) + values;
    }, 0);

const orderOf = ({ action, resource, context }: Request): string =>
  JSON.stringify([action, resource, context]);

const byContent = (one: Request, other: Request): number => (orderOf(one) < orderOf(other) ? -1 : 1);
