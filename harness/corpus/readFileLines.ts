import { createReadStream } from "node:fs";
import { failure, type Result, success } from "../../policies/text/diagnostic.js";
import { type NumberedLine, splitLines } from "./splitLines.js";

/** Larger than the default of 64 KiB: fewer turns of the event loop a line. */
const chunkBytes = 1024 * 1024;

/**
 * Gives the lines of a file to a function, a batch at a time, in memory of one batch; failed when the file
 * cannot be read.
 */
export async function readFileLines<T>(
  path: string,
  read: (batches: AsyncIterable<readonly NumberedLine[]>) => Promise<T>,
): Promise<Result<T>> {
  try {
    return success(await read(splitLines(createReadStream(path, { highWaterMark: chunkBytes }))));
  } catch (thrown) {
    const code = systemCode(thrown);
    if (code === undefined) throw thrown;
    const [message, hint] = reasons[code] ?? [`the file cannot be read (${code})`, "check its permissions"];
    return failure({
      code: "unreadable-file",
      severity: "error",
      message,
      hint,
    });
  }
}

const reasons: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOENT: [
    "the file does not exist",
    "name a JSON Lines file; `planproof corpus generate` makes one of cases",
  ],
  EISDIR: ["it is a directory", "name the JSON Lines files in it"],
  ERR_INVALID_ARG_VALUE: ["it is not a path", "name a JSON Lines file"],
  EACCES: ["the file may not be read", "check its permissions"],
};

const systemCode = (thrown: unknown): string | undefined =>
  thrown instanceof Error && "code" in thrown && ("syscall" in thrown || thrown.code === invalidPath)
    ? String(thrown.code)
    : undefined;

/** Of a path with a NUL in it, which never reaches the system. */
const invalidPath = "ERR_INVALID_ARG_VALUE";
