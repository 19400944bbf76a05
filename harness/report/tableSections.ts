import type { Section } from "../page/htmlPage.js";
import type { Markup } from "../page/markup.js";
import type { PageData } from "../page/pageData.js";
import { type PageRow, type PageTable, rowsAtFirst, tableMarkup } from "../page/pageTable.js";

/** A section with a table that may be long. */
export interface TableSection {
  readonly section: Section;
  readonly table: PageTable;
}

/** The tables of which a page has only the first rows from the start. */
export const longTables = (sections: readonly TableSection[]): NonNullable<PageData["tables"]> =>
  Object.fromEntries(
    sections.flatMap(({ table: { id, rows } }) => (rows.length > rowsAtFirst ? [[id, rows]] : [])),
  );

/** What a list of a page has. */
export interface PageList {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  /** what is shown above the table */
  readonly above?: readonly Markup[];
  /** the head of the words that mark rows; @defaultValue none */
  readonly markHead?: string;
  readonly heads: readonly string[];
  readonly rows: readonly PageRow[];
  /** what the section says without rows; @defaultValue no section */
  readonly ifEmpty?: string;
}

/** A list as a section with one table, which is filtered where it is long. */
export function tableSections(list: PageList): readonly TableSection[] {
  const { id, title, rows, above = [], markHead = "", ifEmpty } = list;
  const isEmpty = rows.length === 0;
  if (isEmpty && ifEmpty === undefined) return [];
  const table = { id, label: title, heads: [markHead, ...list.heads], rows };
  const lead = isEmpty ? ifEmpty : list.lead;
  const section = {
    ...{ id, title, count: rows.length },
    ...(lead !== undefined && { lead }),
    body: isEmpty ? [] : [...above, ...tableMarkup(table)],
  };
  return [{ section, table }];
}
