/**
 * Chooses few requests that fill all cells: again and again the one that fills most of those that are left, the
 * plainer one where two fill as many; then those are left out again without which all stay filled. Where these are
 * still more than wanted, those that came last are left out, which fill fewest cells.
 *
 * @param fills for each cell the requests that fill it, by their number
 * @param most how many requests are wanted at most; @defaultValue as many as it takes
 * @returns numbers of requests, ascending
 */
export function coverCells(
  fills: readonly (readonly number[])[],
  costs: readonly number[],
  most: number = Number.POSITIVE_INFINITY,
): readonly number[] {
  const cellsOf = new Map<number, number[]>();
  fills.forEach((requests, cell) => {
    for (const request of requests) cellsOf.set(request, [...(cellsOf.get(request) ?? []), cell]);
  });
  const open = new Set(fills.flatMap((requests, cell) => (requests.length > 0 ? [cell] : [])));
  const gain = new Map([...cellsOf].map(([request, cells]) => [request, cells.length]));
  const chosen: number[] = [];
  while (open.size > 0) {
    const best = bestOf(gain, costs);
    chosen.push(best);
    for (const cell of cellsOf.get(best)!) {
      if (!open.delete(cell)) continue;
      for (const request of fills[cell]!) gain.set(request, gain.get(request)! - 1);
    }
    gain.delete(best);
  }
  return withoutIdle(chosen, cellsOf)
    .slice(0, most)
    .toSorted((one, other) => one - other);
}

function bestOf(gain: ReadonlyMap<number, number>, costs: readonly number[]): number {
  let best = -1;
  let most = 0;
  for (const [request, count] of gain) {
    const isBetter = count > most || (count === most && count > 0 && costs[request]! < costs[best]!);
    if (isBetter) [best, most] = [request, count];
  }
  return best;
}

/** The latest first, as they fill least. */
function withoutIdle(
  chosen: readonly number[],
  cellsOf: ReadonlyMap<number, readonly number[]>,
): readonly number[] {
  const times = new Map<number, number>();
  for (const request of chosen)
    for (const cell of cellsOf.get(request)!) times.set(cell, (times.get(cell) ?? 0) + 1);
  const kept = new Set(chosen);
  for (const request of chosen.toReversed()) {
    const cells = cellsOf.get(request)!;
    if (!cells.every((cell) => times.get(cell)! > 1)) continue;
    kept.delete(request);
    for (const cell of cells) times.set(cell, times.get(cell)! - 1);
  }
  return chosen.filter((request) => kept.has(request));
}
