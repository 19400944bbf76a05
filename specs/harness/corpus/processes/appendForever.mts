import { writeSync } from "node:fs";
import { rewriteFile } from "../../../../harness/corpus/rewriteFile.js";
import { writeFileAtomic } from "../../../../harness/corpus/writeFileAtomic.js";
import { success } from "../../../../policies/text/diagnostic.js";

// Adds numbered rows to a corpus until it is killed, and says after each that it is written: by `append` as
// `--save-cases` and `--update` do, by `replace` as `corpus generate` does.
const [, , path = "", mode, first = "0"] = process.argv;
const padding = "x".repeat(2_000);
let rows = "";
for (let number = Number(first); ; number += 1) {
  const row = `${JSON.stringify({ id: `case-${number}`, padding })}\n`;
  rows = (rows + row).slice(-400_000);
  const written =
    mode === "append"
      ? rewriteFile(path, (content = "") => success(content + row))
      : writeFileAtomic(path, rows.slice(rows.indexOf("{")));
  if (!written.ok) throw new Error(written.diagnostics[0]?.message);
  writeSync(1, `${number}\n`);
}
