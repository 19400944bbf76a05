import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { failure, type Result, success } from "../../policies/text/diagnostic.js";

/** The file of exceptions that is read where none is named. */
export const exceptionsFile = "planproof.exceptions.json";

/** The path of the exceptions from the working directory, found upward; undefined without one. */
export function findExceptionsFile(cwd: string): string | undefined {
  const folder = folderWith(exceptionsFile, cwd);
  return folder === undefined ? undefined : relative(cwd, join(folder, exceptionsFile));
}

/** The folder with a file, upward to the root of the repository; outside of one the folder alone. */
function folderWith(name: string, folder: string): string | undefined {
  let at = resolve(folder);
  for (;;) {
    if (existsSync(join(at, name))) return at;
    if (existsSync(join(at, ".git")) || dirname(at) === at || !isInRepository(at)) return undefined;
    at = dirname(at);
  }
}

function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, ".git"))) return true;
  return dirname(folder) !== folder && isInRepository(dirname(folder));
}

/** The content of a file of exceptions or of a baseline. */
export function readGateFile(path: string, cwd: string): Result<string> {
  try {
    return success(readFileSync(resolve(cwd, path), "utf8"));
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    const code = String(thrown.code);
    return failure({
      code: "unreadable-file",
      severity: "error",
      message: code === "ENOENT" ? "the file does not exist" : `the file cannot be read (${code})`,
      hint: "name a file that may be read; a baseline is written with `--update-baseline`",
      source: path,
    });
  }
}
