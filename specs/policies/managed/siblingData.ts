import { existsSync, readFileSync } from "node:fs";

/**
 * The text of a file of the data folder that may lie beside this repository, or undefined without it.
 * It holds other people's copies of the documents, for cross-checks that a clone alone can do without.
 */
export function siblingData(path: string): string | undefined {
  const url = new URL(`../../../../shared/data/${path}`, import.meta.url);
  return existsSync(url) ? readFileSync(url, "utf8") : undefined;
}
