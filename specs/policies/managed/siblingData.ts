import { existsSync, readFileSync } from "node:fs";

/**
 * The contents of a file of the data folder that may lie next to this repository, or undefined without it.
 * It holds copies of other projects of the documents, for cross-checks that a clone alone can do without.
 */
export function siblingData(path: string): string | undefined {
  const url = new URL(`../../../../shared/data/${path}`, import.meta.url);
  return existsSync(url) ? readFileSync(url, "utf8") : undefined;
}
