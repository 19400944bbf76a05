/** What is shown of a long table. */
export interface Rows {
  readonly count: number;
  readonly row: (index: number) => HTMLTableRowElement;
}

/** Shorter tables are shown whole. */
const whole = 150;
const extra = 5;

/**
 * A table body that holds only the rows that can be seen, each of the same height, so that thousands scroll
 * smoothly.
 */
export class RowWindow {
  readonly #scroller: HTMLElement;
  readonly #body: HTMLTableSectionElement;
  readonly #height: number;
  #rows: Rows = { count: 0, row: () => document.createElement("tr") };
  #from = -1;
  #to = -1;
  #asked = false;
  #made: ReadonlyMap<number, HTMLTableRowElement> = new Map();
  readonly #above = space();
  readonly #below = space();

  constructor(scroller: HTMLElement, body: HTMLTableSectionElement, height: number) {
    this.#scroller = scroller;
    this.#body = body;
    this.#height = height;
    scroller.addEventListener("scroll", () => this.#ask(), { passive: true });
  }

  /** Shows other rows, from the top. */
  show(rows: Rows): void {
    this.#rows = rows;
    this.#from = -1;
    this.#made = new Map();
    this.#body.replaceChildren(this.#above, this.#below);
    const isLong = rows.count > whole;
    this.#scroller.classList.toggle("long", isLong);
    this.#scroller.scrollTop = 0;
    this.#body.parentElement?.setAttribute("aria-rowcount", String(rows.count + 1));
    this.#draw();
  }

  /** Brings a row into view, if it is not there. */
  reveal(index: number): void {
    if (this.#rows.count <= whole) return;
    const top = index * this.#height;
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop || top > scrollTop + clientHeight - 3 * this.#height)
      this.#scroller.scrollTop = Math.max(0, top - clientHeight / 2);
    this.#draw();
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.#draw();
    });
  }

  #draw(): void {
    const { count } = this.#rows;
    const isLong = count > whole;
    const first = Math.floor(this.#scroller.scrollTop / this.#height);
    const seen = Math.ceil((this.#scroller.clientHeight || 600) / this.#height);
    const from = isLong ? Math.max(0, first - extra) : 0;
    const to = isLong ? Math.min(count, first + seen + extra) : count;
    if (from === this.#from && to === this.#to) return;
    [this.#from, this.#to] = [from, to];
    const made = new Map<number, HTMLTableRowElement>();
    for (let at = from; at < to; at += 1) made.set(at, this.#made.get(at) ?? this.#make(at));
    for (const [at, gone] of this.#made) if (!made.has(at)) gone.remove();
    this.#made = made;
    this.#above.style.height = `${from * this.#height}px`;
    this.#below.style.height = `${(count - to) * this.#height}px`;
    let next: Node = this.#below;
    for (let at = to - 1; at >= from; at -= 1) {
      const row = made.get(at)!;
      if (row.nextSibling !== next) next.parentNode!.insertBefore(row, next);
      next = row;
    }
  }

  #make(at: number): HTMLTableRowElement {
    const row = this.#rows.row(at);
    row.setAttribute("aria-rowindex", String(at + 2));
    return row;
  }
}

/** Takes the place of the rows that cannot be seen. */
function space(): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.setAttribute("aria-hidden", "true");
  row.className = "space";
  return row;
}
