import type { Section } from "../page/htmlPage.js";
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
  readonly heads: readonly string[];
  readonly rows: readonly PageRow[];
}

/** A list as a section with one table, which is filtered where it is long; nothing without rows. */
export function tableSections({ id, title, heads, rows, lead }: PageList): readonly TableSection[] {
  if (rows.length === 0) return [];
  const table = { id, label: title, heads: ["", ...heads], rows };
  const section = {
    id,
    title,
    count: rows.length,
    body: tableMarkup(table),
    ...(lead !== undefined && { lead }),
  };
  return [{ section, table }];
}
