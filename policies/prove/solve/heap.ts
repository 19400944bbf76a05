/** Numbers, each at most once; the one that comes first is taken out first. Logarithmic. */
export class Heap {
  readonly #items: number[] = [];
  /** where each number is; -1 once it was taken out */
  readonly #places: number[] = [];
  readonly #comesFirst: (one: number, other: number) => boolean;

  constructor(comesFirst: (one: number, other: number) => boolean) {
    this.#comesFirst = comesFirst;
  }

  push(item: number): void {
    if (this.#place(item) >= 0) return;
    this.#items.push(item);
    this.#raiseFrom(this.#items.length - 1, item);
  }

  /** Moves an item that comes earlier than it did to its place. */
  raise(item: number): void {
    const at = this.#place(item);
    if (at >= 0) this.#raiseFrom(at, item);
  }

  pop(): number | undefined {
    const first = this.#items[0];
    if (first === undefined) return undefined;
    this.#places[first] = -1;
    const last = this.#items.pop()!;
    if (this.#items.length > 0) this.#lowerFrom(0, last);
    return first;
  }

  #place(item: number): number {
    return this.#places[item] ?? -1;
  }

  #raiseFrom(from: number, item: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#items[parent]!;
      if (!this.#comesFirst(item, above)) break;
      this.#put(at, above);
      at = parent;
    }
    this.#put(at, item);
  }

  #lowerFrom(from: number, item: number): void {
    let at = from;
    for (let child = this.#firstChild(at); child >= 0; child = this.#firstChild(at)) {
      const below = this.#items[child]!;
      if (!this.#comesFirst(below, item)) break;
      this.#put(at, below);
      at = child;
    }
    this.#put(at, item);
  }

  /** The place of the child that comes first; -1 for none. */
  #firstChild(at: number): number {
    const left = 2 * at + 1;
    const [one, other] = [this.#items[left], this.#items[left + 1]];
    if (one === undefined) return -1;
    return other !== undefined && this.#comesFirst(other, one) ? left + 1 : left;
  }

  #put(at: number, item: number): void {
    this.#items[at] = item;
    this.#places[item] = at;
  }
}
