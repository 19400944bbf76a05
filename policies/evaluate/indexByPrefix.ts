/** The values of one prefix, and the longest other prefix that it begins with. */
interface Node<T> {
  readonly prefix: string;
  readonly values: T[];
  readonly shorter: Node<T> | undefined;
}

/**
 * Finds the values whose prefix a string begins with, in steps that grow with the logarithm of the number of
 * prefixes: among sorted strings, all prefixes of a string are prefixes of the last one that is not after it.
 */
export function indexByPrefix<T>(entries: readonly (readonly [string, T])[]): (text: string) => readonly T[] {
  const nodes: Node<T>[] = [];
  for (const [prefix, value] of entries.toSorted(([one], [other]) => (one < other ? -1 : +(one > other)))) {
    const last = nodes.at(-1);
    if (last?.prefix === prefix) last.values.push(value);
    else nodes.push({ prefix, values: [value], shorter: prefixOf(prefix, last) });
  }
  return (text) => {
    const first = prefixOf(text, nodes[countUpTo(nodes, text) - 1]);
    if (first === undefined) return [];
    let values: readonly T[] = first.values;
    for (let node = first.shorter; node !== undefined; node = node.shorter)
      values = values.concat(node.values);
    return values;
  };
}

/** The first of a node and its shorter ones that the string begins with. */
function prefixOf<T>(text: string, from: Node<T> | undefined): Node<T> | undefined {
  let node = from;
  while (node !== undefined && !text.startsWith(node.prefix)) node = node.shorter;
  return node;
}

/** How many nodes do not come after the string. */
function countUpTo(nodes: readonly Node<unknown>[], text: string): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.prefix <= text) low = middle + 1;
    else high = middle;
  }
  return low;
}
