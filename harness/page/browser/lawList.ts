import { h } from "../markup.js";
import type { LawTable } from "../pageData.js";
import { type Tone, tones } from "../tone.js";
import { byId, mount } from "./mount.js";
import { RowWindow } from "./rowWindow.js";

interface LawRow {
  readonly tone: Tone;
  readonly property: string;
  readonly target: string;
  readonly reason: string;
  readonly id?: string;
  /** what a search looks in */
  readonly folded: string;
}

const held: Readonly<Record<string, string>> = {
  p: "proved for all requests",
  s: "no request that was tried breaks it",
  c: "counted in what is written",
};

const columns = ["tone", "property", "target"] as const;

/** The list of all verdicts: searched, filtered by verdict and sorted. */
export class LawList {
  readonly #rows: readonly LawRow[];
  readonly #window: RowWindow;
  #tone: string = "";
  #sorted: (typeof columns)[number] = "tone";
  #direction = 1;

  constructor(table: LawTable) {
    this.#rows = rowsOf(table);
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

  #draw(): void {
    const wanted = byId<HTMLInputElement>("law-search")!.value.toLowerCase();
    const found = this.#rows.filter(
      ({ tone, folded }) => (this.#tone === "" || tone === this.#tone) && folded.includes(wanted),
    );
    const sorted = this.#sorted;
    found.sort(
      (one, other) => this.#direction * compare(one, other, sorted) || compare(one, other, "property"),
    );
    const none = {
      count: 1,
      row: () => mount(h("tr", {}, h("td", { colspan: 4 }, "Nothing matches."))) as HTMLTableRowElement,
    };
    this.#window.show(
      found.length === 0 ? none : { count: found.length, row: (index) => rowOf(found[index]!) },
    );
    byId("law-count")!.textContent = `${found.length} of ${this.#rows.length}`;
    for (const button of document.querySelectorAll<HTMLElement>("#law-tones button"))
      button.setAttribute("aria-pressed", String(button.dataset["tone"] === this.#tone));
  }
}

function compare(one: LawRow, other: LawRow, column: (typeof columns)[number]): number {
  if (column === "tone") return tones.indexOf(one.tone) - tones.indexOf(other.tone);
  return one[column] < other[column] ? -1 : one[column] > other[column] ? 1 : 0;
}

function rowsOf({ properties, targets, held: holds, findings }: LawTable): readonly LawRow[] {
  const row = (tone: Tone, p: number, t: number, reason: string, id?: string): LawRow => {
    const [property, target] = [properties[p]!, targets[t]!];
    const folded = `${tone} ${property} ${target} ${reason}`.toLowerCase();
    return { tone, property, target, reason, folded, ...(id !== undefined && { id }) };
  };
  return [
    ...findings.map(({ p, t, tone, reason, id }) => row(tone, p, t, reason, id)),
    ...holds.flatMap((packed, t) =>
      [...packed.matchAll(/(\d+)(\D)/g)].map(([, p, how]) => row("holds", Number(p), t, held[how!]!)),
    ),
  ];
}

const rowOf = ({ tone, property, target, reason, id }: LawRow): HTMLTableRowElement => {
  const why = id === undefined ? reason : h("a", { href: `#${id}` }, reason);
  return mount(
    h(
      "tr",
      {},
      h("td", {}, h("span", { class: `sev ${tone}` }, tone)),
      h("td", {}, property),
      h("td", { class: "m" }, target),
      h("td", { class: id === undefined ? "muted why" : "why" }, why),
    ),
  ) as HTMLTableRowElement;
};
