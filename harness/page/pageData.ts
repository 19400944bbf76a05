import type { PageRow } from "./pageTable.js";
import type { Tone } from "./tone.js";

/** Every verdict in few bytes: what holds is one character. */
export interface LawTable {
  readonly properties: readonly string[];
  readonly targets: readonly string[];
  /** for each target the properties that hold of it, by their number and how: `0p3s7c` */
  readonly held: readonly string[];
  readonly findings: readonly FoundLaw[];
}

/** A verdict that is not that a property holds. */
export interface FoundLaw {
  /** numbers of the property and the target */
  readonly p: number;
  readonly t: number;
  readonly tone: Tone;
  readonly reason: string;
  /** the id of the finding, where the page has one */
  readonly id?: string;
}

/** Who can do what, as `ls -l` shows it. */
export interface AccessTable {
  readonly services: readonly string[];
  readonly rows: readonly AccessRow[];
}

/** What a principal can do; the changed ones are first. */
export interface AccessRow {
  readonly name: string;
  readonly changed?: true;
  /** true where something about it is unknown */
  readonly open?: true;
  /** by the number of the service: letters of `lrwpt`, upper case where new; `-` before one that is gone */
  readonly cells: Readonly<Record<number, string>>;
  /** what changed, by the number of the service */
  readonly details: Readonly<Record<number, string>>;
}

/** What the script of a page works with. */
export interface PageData {
  readonly laws?: LawTable;
  readonly access?: AccessTable;
  /** how many findings there are, of which the first `shown` are in the page */
  readonly findings?: { readonly shown: number; readonly total: number };
  /** all rows of the tables of which the page has only the first, by the id of the table */
  readonly tables?: Readonly<Record<string, readonly PageRow[]>>;
}
