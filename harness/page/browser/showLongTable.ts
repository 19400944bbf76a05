import { type PageRow, rowMarkup, rowText } from "../pageTable.js";
import { onFilter } from "./filterLists.js";
import { byId, mount } from "./mount.js";
import { RowWindow } from "./rowWindow.js";

/** A table with more rows than the page has from the start: filtered, and drawn where it can be seen. */
export function showLongTable(id: string, rows: readonly PageRow[]): void {
  const view = new RowWindow(byId(`${id}-scroll`)!, byId<HTMLTableSectionElement>(`${id}-rows`)!, 34);
  const heads = [...document.querySelectorAll(`#${id}-scroll th`)].map(({ textContent }) => textContent);
  const texts = rows.map(rowText);
  const show = (found: readonly PageRow[]): number => {
    view.show({
      count: found.length,
      row: (at) => mount(rowMarkup(found[at]!, heads)) as HTMLTableRowElement,
    });
    return found.length;
  };
  onFilter(byId<HTMLInputElement>(`${id}-rows-filter`)!, rows.length, (wanted) =>
    show(wanted === "" ? rows : rows.filter((_, at) => texts[at]!.includes(wanted))),
  );
  show(rows);
}
