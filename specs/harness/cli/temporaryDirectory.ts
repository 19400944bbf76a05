import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A separate directory for the specs of a suite, gone afterwards. */
export function temporaryDirectory(): { readonly path: (name: string) => string } {
  let directory = "";
  before(() => {
    directory = mkdtempSync(join(tmpdir(), "planproof-"));
  });
  after(() => rmSync(directory, { recursive: true }));
  return { path: (name) => join(directory, name) };
}
