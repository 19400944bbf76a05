import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import { untilWritten } from "./untilWritten.js";
import { writeFileAtomic } from "./writeFileAtomic.js";

/**
 * Replaces a file by what a function makes of its content, whole or not at all. Of several processes that do so at the
 * same time each sees what the others wrote: a file `PATH.lock` is there meanwhile.
 *
 * @param change is given undefined where the file does not exist; does not wait for anything
 * @returns what is written
 */
export function rewriteFile(
  path: string,
  change: (content: string | undefined) => Result<string>,
): Result<string> {
  const lock = `${path}.lock`;
  let result: Result<string> = failure(busy(lock));
  untilWritten(() => {
    const taken = takeLock(lock);
    if (!taken.ok) {
      result = taken;
      return;
    }
    try {
      result = replaced(path, change);
    } finally {
      rmSync(lock, { force: true });
    }
  });
  return result;
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
    const code = codeOf(thrown);
    return code === "ENOENT" ? success(undefined) : failure(unwritable(code));
  }
}

/** Turns of waiting for another process, 50 ms each. */
const [turns, turn] = [200, 50];

function takeLock(path: string): Result<string> {
  for (let left = turns; left > 0; left -= 1) {
    try {
      createWith(String(process.pid), path);
      return success(path);
    } catch (thrown) {
      const code = codeOf(thrown);
      if (code !== "EEXIST") return failure(unwritable(code));
    }
    if (isAbandoned(path)) rmSync(path, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, turn);
  }
  return failure(busy(path));
}

/** Makes a file that has its content from the first moment on: a process can be killed between any two calls. */
function createWith(content: string, path: string): void {
  const draft = `${path}-${process.pid}`;
  try {
    writeFileSync(draft, content);
    linkSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Whether the process that took the lock was killed. */
function isAbandoned(path: string): boolean {
  try {
    const owner = Number(readFileSync(path, "utf8"));
    if (!Number.isSafeInteger(owner) || owner <= 0) return false;
    process.kill(owner, 0);
    return false;
  } catch (thrown) {
    return codeOf(thrown) === "ESRCH";
  }
}

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";

const unwritable = (code: string): Diagnostic => ({
  code: "unwritable-file",
  severity: "error",
  message: `the file cannot be written${code === "" ? "" : ` (${code})`}`,
  hint: code === "ENOENT" ? "make its directory first" : "name a file that may be written",
});

const busy = (lock: string): Diagnostic => ({
  code: "locked-file",
  severity: "error",
  message: "another process is writing the file",
  hint: `wait for it; if it is not running, delete \`${lock}\``,
});
