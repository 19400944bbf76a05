/** The values in an order that depends on the seed alone (Fisher and Yates, with a xorshift generator). */
export function shuffled<T>(values: Iterable<T>, seed: number): readonly T[] {
  const order = [...values];
  let state = (seed ^ 0x9e3779b9) | 1;
  for (let left = order.length - 1; left > 0; left -= 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const at = (state >>> 0) % (left + 1);
    [order[left], order[at]] = [order[at]!, order[left]!];
  }
  return order;
}
