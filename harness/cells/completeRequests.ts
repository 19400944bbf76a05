import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import type { Spare } from "./cell.js";
import { coverCells } from "./coverCells.js";
import { type FillCellsOptions, fillCells } from "./fillCells.js";
import { writtenAtoms } from "./writtenAtoms.js";

export interface CompleteRequests {
  /** by action, resource and context */
  readonly requests: readonly Request[];
  /** cells that one of the requests fills */
  readonly filled: number;
  /** spare cells that only further requests would fill */
  readonly leftOut: number;
  /** cells that no request was found for */
  readonly open: number;
}

/**
 * Few requests that fill every cell of a policy set that can be filled. Spare cells are left out where there would be
 * more than three requests for each pattern and value that is written, rare ones where there would be more than 2.2; a
 * short policy can have more, for the others.
 */
export function completeRequests(policies: PolicySet, options: FillCellsOptions): CompleteRequests {
  const cells = fillCells(policies, options);
  const numbers = new Map<string, number>();
  const all: Request[] = [];
  const fills = cells.map(({ requests, spare }): Fill => {
    const own = requests.map((request) => {
      const key = JSON.stringify(request);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      return all.push(request) - 1;
    });
    return { numbers: own, ...(spare && { spare }) };
  });
  const costs = all.map(
    (request) => 1000 * Object.keys(request.context).length + JSON.stringify(request).length,
  );
  const chosen = chosenOf(fills, costs, writtenAtoms(policies));
  const filled = fills.length - unfilled(fills, chosen).length;
  const open = fills.filter((one) => one.numbers.length === 0).length;
  return {
    requests: chosen.map((at) => all[at]!).toSorted(byContent),
    filled,
    leftOut: fills.length - filled - open,
    open,
  };
}

interface Fill {
  readonly numbers: readonly number[];
  readonly spare?: Spare;
}

/** Where there are more requests than this for each pattern and value, no further spare cells of a rank are filled. */
const casesPerAtom: Readonly<Record<Spare, number>> = { useful: 3, rare: 2.2 };

/** Where filling all cells takes too many requests, the spare cells have what the others leave, useful ones first. */
function chosenOf(fills: readonly Fill[], costs: readonly number[], atoms: number): readonly number[] {
  const numbersOf = (some: readonly Fill[]) => some.map(({ numbers }) => numbers);
  const full = coverCells(numbersOf(fills), costs);
  if (full.length <= casesPerAtom.rare * atoms) return full;
  const ranked = (rank: Spare | undefined) => fills.filter(({ spare }) => spare === rank);
  let chosen = coverCells(numbersOf(ranked(undefined)), costs);
  for (const rank of ["useful", "rare"] as const) {
    const room = Math.max(0, Math.floor(casesPerAtom[rank] * atoms) - chosen.length);
    chosen = [...chosen, ...coverCells(numbersOf(unfilled(ranked(rank), chosen)), costs, room)];
  }
  return chosen;
}

/** The cells that none of the requests fills. */
function unfilled(fills: readonly Fill[], chosen: readonly number[]): readonly Fill[] {
  const there = new Set(chosen);
  return fills.filter(({ numbers }) => !numbers.some((one) => there.has(one)));
}

const orderOf = ({ action, resource, context }: Request): string =>
  JSON.stringify([action, resource, context]);

const byContent = (one: Request, other: Request): number => (orderOf(one) < orderOf(other) ? -1 : 1);
