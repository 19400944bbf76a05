/** The greatest of some numbers, however many; 0 when all are at most 0. */
export function greatest(numbers: Iterable<number>): number {
  let most = 0;
  for (const number of numbers) if (number > most) most = number;
  return most;
}
