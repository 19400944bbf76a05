import { cellLetters, levelNames } from "../cellLetters.js";
import { h, type Markup } from "../markup.js";
import type { AccessRow, AccessTable } from "../pageData.js";
import { byId, mount } from "./mount.js";
import { RowWindow } from "./rowWindow.js";

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

/** Principals by services: one stop of the tab key, arrow keys inside, and a line that says the actions. */
export class AccessMatrix {
  readonly #table: AccessTable;
  readonly #window: RowWindow;
  #rows: readonly AccessRow[] = [];
  #columns: readonly number[] = [];
  #at = { row: 0, column: 0 };
  #isChangedOnly: boolean;

  constructor(table: AccessTable) {
    this.#table = table;
    this.#window = new RowWindow(byId("access-scroll")!, byId<HTMLTableSectionElement>("access-rows")!, 32);
    const changed = table.rows.filter((row) => row.changed).length;
    this.#isChangedOnly = changed > 0 && (table.rows.length > 50 || matchMedia("(max-width: 600px)").matches);
    byId("access-search")!.addEventListener("input", () => this.#draw());
    const only = byId("access-only")!;
    only.hidden = changed === 0;
    only.addEventListener("click", () => {
      this.#isChangedOnly = !this.#isChangedOnly;
      this.#draw();
    });
    byId("access-table")!.addEventListener("keydown", (event) => this.#move(event));
    byId("access-rows")!.addEventListener("focusin", (event) => this.#show(event.target as HTMLElement));
    byId("access-rows")!.addEventListener("mouseover", (event) => this.#show(event.target as HTMLElement));
    byId("access-tools")!.hidden = false;
    this.#draw();
  }

  #draw(): void {
    const wanted = byId<HTMLInputElement>("access-search")!.value.toLowerCase();
    byId("access-only")!.setAttribute("aria-pressed", String(this.#isChangedOnly));
    this.#rows = this.#table.rows.filter(
      ({ name, changed }) => name.toLowerCase().includes(wanted) && (!this.#isChangedOnly || changed),
    );
    const isPart = this.#rows.length < this.#table.rows.length && this.#rows.length > 0;
    const used = new Set(this.#rows.flatMap(({ cells }) => Object.keys(cells).map(Number)));
    const all = this.#table.services.map((_, index) => index);
    this.#columns = isPart ? all.filter((index) => used.has(index)) : all;
    this.#at = {
      row: 0,
      column: Math.max(
        0,
        this.#columns.findIndex((index) => this.#rows[0]?.details[index]),
      ),
    };
    const heads = this.#columns.map((index) => h("th", { scope: "col" }, this.#table.services[index]!));
    byId("access-head")!.replaceChildren(
      mount(h("tr", {}, h("th", { scope: "col" }, "Principal"), ...heads)),
    );
    this.#window.show({ count: this.#rows.length, row: (index) => this.#rowOf(index) });
    byId("access-count")!.textContent = `${this.#rows.length} of ${this.#table.rows.length}`;
    const first = this.#cellAt();
    if (first) this.#show(first);
    else byId("access-detail")!.textContent = "";
  }

  #rowOf(index: number): HTMLTableRowElement {
    const row = this.#rows[index]!;
    const marks = [
      ...(row.changed ? [h("span", { class: "ch" }, "changed")] : []),
      ...(row.open ? [h("span", { class: "undecided small" }, " partly unknown")] : []),
    ];
    const isLast = row.changed && !this.#rows[index + 1]?.changed && index + 1 < this.#rows.length;
    const cells = this.#columns.map((service, column) => this.#cellOf(row, { row: index, column, service }));
    return mount(
      h(
        "tr",
        { class: isLast ? "last" : undefined },
        h("th", { scope: "row" }, row.name, ...marks),
        ...cells,
      ),
    ) as HTMLTableRowElement;
  }

  #cellOf({ cells, name }: AccessRow, at: { row: number; column: number; service: number }): Markup {
    const cell = cells[at.service];
    if (cell === undefined)
      return h("td", {}, h("span", { class: "non" }, h("span", { class: "vh" }, "none"), "·"));
    const isStop = at.row === this.#at.row && at.column === this.#at.column;
    const { letters, words } = cellLetters(cell);
    return h(
      "td",
      {},
      h(
        "button",
        {
          type: "button",
          class: "c",
          tabindex: isStop ? 0 : -1,
          "data-row": at.row,
          "data-column": at.column,
        },
        h("span", { class: "vh" }, `${name}, ${this.#table.services[at.service]}: ${words}`),
        ...letters,
      ),
    );
  }

  #cellAt({ row, column } = this.#at): HTMLElement | null {
    return document.querySelector(`#access-rows [data-row="${row}"][data-column="${column}"]`);
  }

  #move(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (step === undefined || !(event.target as HTMLElement).matches(".c")) return;
    event.preventDefault();
    let { row, column } = this.#at;
    do {
      row += step[0];
      column += step[1];
    } while (
      this.#rows[row] &&
      this.#columns[column] !== undefined &&
      !this.#rows[row]!.cells[this.#columns[column]!]
    );
    if (!this.#rows[row] || this.#columns[column] === undefined) return;
    this.#window.reveal(row);
    this.#cellAt({ row, column })?.focus();
  }

  #show(from: HTMLElement): void {
    const cell = from.closest<HTMLElement>(".c");
    if (cell === null) return;
    this.#cellAt()?.setAttribute("tabindex", "-1");
    document.querySelector("#access-rows .now")?.classList.remove("now");
    this.#at = { row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) };
    cell.tabIndex = 0;
    cell.classList.add("now");
    const row = this.#rows[this.#at.row]!;
    const service = this.#columns[this.#at.column]!;
    const said = row.details[service] ?? `${levelNames(row.cells[service]!)}; unchanged.`;
    byId("access-detail")!.replaceChildren(
      mount(h("p", {}, h("b", {}, `${row.name}, ${this.#table.services[service]}`))),
      mount(h("p", {}, said)),
    );
  }
}
