import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { failure, type Result, success } from "../../policies/text/diagnostic.js";
import { untilWritten } from "./untilWritten.js";
import { errorCode, unwritableFile } from "./unwritableFile.js";

/**
 * Writes a file whole or not at all: into a temporary directory next to it, from which it is renamed, so that a
 * reader meets the old content or the new one, also after a power failure. The file keeps its permissions.
 * Directories are not made. A link stays and its target is written; what is not a file, such as `/dev/stdout`,
 * is written as it is.
 */
export function writeFileAtomic(path: string, text: string): Result<string> {
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile() && !there.isDirectory()) writeFileSync(path, text);
    else untilWritten(() => replace(there === undefined ? path : realpathSync(path), text, there?.mode));
    return success(path);
  } catch (thrown) {
    return failure(unwritableFile(errorCode(thrown)));
  }
}

/** The system chooses the name of the directory, at random, and only this user may look into it. */
function replace(path: string, text: string, mode: number | undefined): void {
  const directory = mkdtempSync(join(dirname(path), ".planproof-"));
  try {
    const temporary = join(directory, "file");
    const file = openSync(temporary, "wx");
    try {
      writeFileSync(file, text);
      if (mode !== undefined) fchmodSync(file, mode & 0o7777);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    syncDirectory(dirname(path));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Without this the rename itself may be lost; Windows opens no directory, and some file systems sync none. */
function syncDirectory(path: string): void {
  try {
    const directory = openSync(path, "r");
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  } catch {
    // the file is written all the same
  }
}
