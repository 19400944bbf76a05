import { h } from "../markup.js";
import type { LawTable } from "../pageData.js";
import { type Tone, tones } from "../tone.js";
import { byId, mount } from "./mount.js";
import { RowWindow } from "./rowWindow.js";

/** A verdict by numbers: there may be a hundred thousand. */
interface LawRow {
  readonly tone: Tone;
  /** numbers of the property and the target */
  readonly p: number;
  readonly t: number;
  readonly reason: string;
  readonly id?: string;
}

const held: Readonly<Record<string, string>> = {
  p: "proved for all requests",
  s: "no request that was tried breaks it",
  c: "counted in what is written",
};

const columns = ["tone", "property", "target"] as const;

/** The list of all verdicts: searched, filtered by verdict and sorted. */
export class LawList {
  readonly #table: LawTable;
  readonly #rows: readonly LawRow[];
  readonly #ranks: { readonly property: readonly number[]; readonly target: readonly number[] };
  readonly #window: RowWindow;
  #tone: string = "";
  #sorted: (typeof columns)[number] = "tone";
  #direction = 1;

  constructor(table: LawTable) {
    this.#table = table;
    this.#rows = rowsOf(table);
    this.#ranks = { property: ranksOf(table.properties), target: ranksOf(table.targets) };
    const body = byId<HTMLTableSectionElement>("law-rows")!;
    this.#window = new RowWindow(byId("law-scroll")!, body, 34);
    byId("law-search")!.addEventListener("input", () => this.#draw());
    for (const button of document.querySelectorAll<HTMLButtonElement>("#laws th button"))
      button.addEventListener("click", () => this.#sortBy(button));
    byId("law-tones")!.replaceChildren(...this.#buttons());
    byId("law-tools")!.hidden = false;
    this.#draw();
  }

  /** Shows the verdicts of one tone; all for "". */
  filter(tone: string): void {
    this.#tone = tone;
    this.#draw();
  }

  #buttons(): readonly HTMLElement[] {
    const counts = new Map<string, number>();
    for (const { tone } of this.#rows) counts.set(tone, (counts.get(tone) ?? 0) + 1);
    return ["", ...tones.filter((tone) => counts.has(tone))].map((tone) => {
      const label = tone === "" ? "all" : `${tone} ${counts.get(tone)}`;
      const button = mount(h("button", { type: "button", "data-tone": tone }, label)) as HTMLElement;
      button.addEventListener("click", () => {
        this.filter(tone);
        history.replaceState(null, "", tone === "" ? "#laws" : `#laws?v=${tone}`);
      });
      return button;
    });
  }

  #sortBy(button: HTMLButtonElement): void {
    const column = button.dataset["sort"] as (typeof columns)[number];
    this.#direction = this.#sorted === column ? -this.#direction : 1;
    this.#sorted = column;
    for (const cell of document.querySelectorAll("#laws th")) cell.removeAttribute("aria-sort");
    button.parentElement!.setAttribute("aria-sort", this.#direction > 0 ? "ascending" : "descending");
    this.#draw();
  }

  #isWanted({ tone, p, t, reason }: LawRow, wanted: string): boolean {
    if (this.#tone !== "" && tone !== this.#tone) return false;
    if (wanted === "") return true;
    const { properties, targets } = this.#table;
    return `${tone} ${properties[p]} ${targets[t]} ${reason}`.toLowerCase().includes(wanted);
  }

  /** By one number for each row, which is quick: the column, then the property, then as they were. */
  #sort(rows: readonly LawRow[]): readonly LawRow[] {
    const { property, target } = this.#ranks;
    const rankOf: Readonly<Record<(typeof columns)[number], (row: LawRow) => number>> = {
      tone: ({ tone }) => tones.indexOf(tone),
      property: ({ p }) => property[p]!,
      target: ({ t }) => target[t]!,
    };
    const rank = rankOf[this.#sorted];
    const last = property.length + target.length + tones.length;
    const keys = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at]!;
      const first = this.#direction > 0 ? rank(row) : last - rank(row);
      keys[at] = (first * property.length + property[row.p]!) * rows.length + at;
    }
    keys.sort();
    const sorted = new Array<LawRow>(rows.length);
    for (let at = 0; at < rows.length; at += 1) sorted[at] = rows[keys[at]! % rows.length]!;
    return sorted;
  }

  #draw(): void {
    const wanted = byId<HTMLInputElement>("law-search")!.value.toLowerCase();
    const isAll = wanted === "" && this.#tone === "";
    const found = this.#sort(isAll ? this.#rows : this.#rows.filter((row) => this.#isWanted(row, wanted)));
    const none = {
      count: 1,
      row: () => mount(h("tr", {}, h("td", { colspan: 4 }, "Nothing matches."))) as HTMLTableRowElement,
    };
    this.#window.show(
      found.length === 0 ? none : { count: found.length, row: (index) => rowOf(found[index]!, this.#table) },
    );
    byId("law-count")!.textContent = `${found.length} of ${this.#rows.length}`;
    for (const button of document.querySelectorAll<HTMLElement>("#law-tones button"))
      button.setAttribute("aria-pressed", String(button.dataset["tone"] === this.#tone));
  }
}

/** The place of each name in the order of all. */
function ranksOf(names: readonly string[]): readonly number[] {
  const ranks = new Array<number>(names.length);
  const order = [...names.keys()].sort((one, other) => (names[one]! < names[other]! ? -1 : 1));
  for (const [rank, at] of order.entries()) ranks[at] = rank;
  return ranks;
}

function rowsOf({ held: holds, findings }: LawTable): readonly LawRow[] {
  const rows: LawRow[] = [...findings];
  for (const [t, packed] of holds.entries()) {
    let p = 0;
    for (const character of packed) {
      const digit = character.charCodeAt(0) - 48;
      if (digit >= 0 && digit <= 9) p = p * 10 + digit;
      else {
        rows.push({ tone: "holds", p, t, reason: held[character]! });
        p = 0;
      }
    }
  }
  return rows;
}

const rowOf = (
  { tone, p, t, reason, id }: LawRow,
  { properties, targets }: LawTable,
): HTMLTableRowElement => {
  const why = id === undefined ? reason : h("a", { href: `#${id}` }, reason);
  return mount(
    h(
      "tr",
      {},
      h("td", {}, h("span", { class: `sev ${tone}` }, tone)),
      h("td", {}, properties[p]!),
      h("td", { class: "m" }, targets[t]!),
      h("td", { class: id === undefined ? "muted why" : "why" }, why),
    ),
  ) as HTMLTableRowElement;
};
