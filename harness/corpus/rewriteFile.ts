import { readFileSync } from "node:fs";
import { failure, type Result, success } from "../../policies/text/diagnostic.js";
import { takeLock } from "./takeLock.js";
import { untilWritten } from "./untilWritten.js";
import { errorCode, unwritableFile } from "./unwritableFile.js";
import { writeFileAtomic } from "./writeFileAtomic.js";

/**
 * Replaces a file by what a function makes of its content, whole or not at all. Of several processes that do so at the
 * same time each sees what the others wrote: a directory `PATH.lock` is there meanwhile.
 *
 * @param change is given undefined where the file does not exist; does not wait for anything
 * @returns what is written
 */
export function rewriteFile(
  path: string,
  change: (content: string | undefined) => Result<string>,
): Result<string> {
  let result: Result<string> | undefined;
  untilWritten(() => {
    result = replacedAlone(path, change);
  });
  return result!;
}

function replacedAlone(
  path: string,
  change: (content: string | undefined) => Result<string>,
): Result<string> {
  const lock = takeLock(`${path}.lock`);
  if (!lock.ok) return lock;
  try {
    return replaced(path, change);
  } finally {
    lock.value();
  }
}

function replaced(path: string, change: (content: string | undefined) => Result<string>): Result<string> {
  const before = contentOf(path);
  if (!before.ok) return before;
  const after = change(before.value);
  if (!after.ok || after.value === before.value) return after;
  const written = writeFileAtomic(path, after.value);
  return written.ok ? after : written;
}

function contentOf(path: string): Result<string | undefined> {
  try {
    return success(readFileSync(path, "utf8"));
  } catch (thrown) {
    const code = errorCode(thrown);
    return code === "ENOENT" ? success(undefined) : failure(unwritableFile(code));
  }
}
