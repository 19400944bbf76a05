import { mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import { errorCode, unwritableFile } from "./unwritableFile.js";

/** How long to wait for another process, and how often to look, in milliseconds. */
const [patience, turn] = [10_000, 50];

/** What a directory is renamed to where one with a file in it is there already, by system. */
const heldCodes = new Set(["ENOTEMPTY", "EEXIST", "ENOTDIR", "EPERM", "EACCES"]);

/**
 * Takes a lock that one process at a time has, and gives the function that gives it back. The lock is a directory with
 * one file, whose name is that of its owner and is never used again. So the file of an owner that was killed can be
 * deleted at any time: never is it that of another process which took the lock meanwhile.
 *
 * @param milliseconds how long to wait for another process
 */
export function takeLock(path: string, milliseconds = patience): Result<() => void> {
  let draft: string | undefined;
  try {
    // the system ends the name at random
    draft = mkdtempSync(`${path}-${process.pid}.${hostname()}.`);
    const owner = draft.slice(path.length + 1);
    // renamed with the file in it: a process can be killed between any two calls
    writeFileSync(join(draft, owner), "");
    for (let left = milliseconds; left > 0; left -= turn) {
      if (isTaken(draft, path)) {
        removeDrafts(path);
        return success(() => removeLock(path, owner));
      }
      if (!removeAbandoned(path)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, turn);
    }
    return failure(busy(path));
  } catch (thrown) {
    return failure(unwritableFile(errorCode(thrown)));
  } finally {
    if (draft !== undefined) rmSync(draft, { recursive: true, force: true });
  }
}

/** Whether the lock is that of the draft now: no directory replaces one that is not empty. */
function isTaken(draft: string, path: string): boolean {
  try {
    renameSync(draft, path);
    return true;
  } catch (thrown) {
    if (!heldCodes.has(errorCode(thrown))) throw thrown;
    return false;
  }
}

/** Whether the lock was that of a process that is not running. */
function removeAbandoned(path: string): boolean {
  const abandoned = entriesOf(path).filter(isAbandoned);
  for (const owner of abandoned) removeLock(path, owner);
  // its owner may have been killed while it deleted it; where this is Windows, nothing replaces an empty directory
  attempt(() => rmdirSync(path));
  return abandoned.length > 0;
}

/** Deletes the lock if it is that of an owner. */
export function removeLock(path: string, owner: string): void {
  attempt(() => unlinkSync(join(path, owner)));
  attempt(() => rmdirSync(path));
}

/** Does what another process may have done already, or may have made impossible by taking the lock. */
function attempt(change: () => void): void {
  try {
    change();
  } catch {
    // it is as another process left it
  }
}

/** Deletes what processes left that were killed before they had the lock. */
function removeDrafts(path: string): void {
  const prefix = `${basename(path)}-`;
  for (const name of entriesOf(dirname(path)))
    if (name.startsWith(prefix) && isAbandoned(name.slice(prefix.length)))
      rmSync(join(dirname(path), name), { recursive: true, force: true });
}

/** Empty for what is not a directory, or not there any more. */
function entriesOf(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Whether an owner was killed. Of a process on another machine, or in another container, this cannot be known. */
function isAbandoned(owner: string): boolean {
  const [, id, host] = /^(\d+)\.(.*)\.[^.]*$/.exec(owner) ?? [];
  if (host !== hostname()) return false;
  try {
    process.kill(Number(id), 0);
    return false;
  } catch (thrown) {
    return errorCode(thrown) === "ESRCH";
  }
}

const busy = (lock: string): Diagnostic => ({
  code: "locked-file",
  severity: "error",
  message: "another process is writing the file",
  hint: `wait for it; if it is not running, delete \`${lock}\``,
});
