import { readdirSync, readFileSync } from "node:fs";

/** A file of case rows. */
export interface CaseFile {
  readonly name: string;
  /** one row each, in the order of the file */
  readonly lines: readonly string[];
}

const folder = new URL("./", import.meta.url);

/** Every file of case rows in this folder, by name. */
export const caseFiles: readonly CaseFile[] = readdirSync(folder)
  .filter((name) => name.endsWith(".jsonl"))
  .toSorted()
  .map((name) => ({ name, lines: readFileSync(new URL(name, folder), "utf8").trimEnd().split("\n") }));
