import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { failure, type Result, success } from "../../policies/text/diagnostic.js";

/**
 * Writes a file whole or not at all: to a temporary name beside it, which is then renamed. Whoever reads the
 * path meets the old content or the new one. Directories are not made. A link stays and its target is written;
 * what is no file, such as `/dev/stdout`, is written as it is.
 */
export function writeWhole(path: string, text: string): Result<string> {
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile() && !there.isDirectory()) writeFileSync(path, text);
    else replace(there === undefined ? path : realpathSync(path), text);
    return success(path);
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
    return failure({
      code: "unwritable-file",
      severity: "error",
      message: `the file cannot be written${code === "" ? "" : ` (${code})`}`,
      hint: code === "ENOENT" ? "make its directory first" : "name a file that may be written",
    });
  }
}

function replace(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw thrown;
  }
}
