import { renameSync, rmSync, writeFileSync } from "node:fs";
import { failure, type Result, success } from "../../policies/text/diagnostic.js";

/**
 * Writes a file whole or not at all: to a temporary name beside it, which is then renamed. Whoever reads the
 * path meets the old content or the new one. Directories are not made.
 */
export function writeWhole(path: string, text: string): Result<string> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
    return success(path);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
    return failure({
      code: "unwritable-file",
      severity: "error",
      message: `the file cannot be written${code === "" ? "" : ` (${code})`}`,
      hint: code === "ENOENT" ? "make its directory first" : "name a file that may be written",
    });
  }
}
