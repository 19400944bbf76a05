import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import {
  type Diagnostic,
  failure,
  failures,
  type Result,
  success,
} from "../../../policies/text/diagnostic.js";
import type { VerdictJournal } from "../../api/checkPart.js";
import type { Verdict } from "../../run/report.js";

/**
 * Keeps verdicts in a file, a line each, so that a run that was killed at any moment goes on where it was. A line that
 * was not written to its end is dropped. A file of another run is refused, and left as it is.
 */
export function verdictFile(source: string, cwd: string): VerdictJournal & { readonly close: () => void } {
  const path = resolve(cwd, source);
  let file: number | undefined;
  const append = (row: object) => {
    writeSync(file!, `${JSON.stringify(row)}\n`);
    fsyncSync(file!);
  };
  return {
    open: (digest) => {
      const known = readVerdicts(path, digest);
      if (!known.ok) return failures(known.diagnostics.map((one) => ({ ...one, source })));
      try {
        file = openSync(path, "a");
        if (known.value === undefined) append({ verdicts: digest });
      } catch (thrown) {
        return failure({ ...unusable(thrown), source });
      }
      return success(known.value ?? new Map());
    },
    keep: (at, verdict) => append({ at, verdict }),
    close: () => {
      if (file !== undefined) closeSync(file);
    },
  };
}

/** What the file has; undefined where it has nothing yet, not even its first line. */
function readVerdicts(path: string, digest: string): Result<ReadonlyMap<number, Verdict> | undefined> {
  const there = wholeLines(path);
  if (!there.ok) return there;
  const [head, ...rows] = there.value;
  if (head === undefined) return success(undefined);
  if (head !== JSON.stringify({ verdicts: digest })) return failure(otherRun);
  const read = rows.map((row) => JSON.parse(row) as { readonly at: number; readonly verdict: Verdict });
  return success(new Map(read.map(({ at, verdict }) => [at, verdict])));
}

/** The lines of the file, which is cut to those that were written to their end; none for one that does not exist. */
function wholeLines(path: string): Result<readonly string[]> {
  try {
    const bytes = readFileSync(path);
    const end = bytes.lastIndexOf(0x0a) + 1;
    const isOurs = end > 0 ? bytes.indexOf(start) === 0 : start.startsWith(bytes.toString("utf8", 0, 13));
    if (!isOurs) return failure(otherFile);
    if (end < bytes.length) truncateSync(path, end);
    return success(bytes.subarray(0, end).toString("utf8").split("\n").slice(0, -1));
  } catch (thrown) {
    const isNew = thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";
    return isNew ? success([]) : failure(unusable(thrown));
  }
}

const start = '{"verdicts":"';

const otherRun: Diagnostic = {
  code: "other-run",
  severity: "error",
  message: "it has verdicts of another run: sources, options or versions differ",
  hint: "name another file, or delete this one",
};

const otherFile: Diagnostic = {
  code: "other-run",
  severity: "error",
  message: "it is a file of something else",
  hint: "name a file that does not exist yet",
};

function unusable(thrown: unknown): Diagnostic {
  if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
  const message = `the file cannot be used (${String(thrown.code)})`;
  return { code: "unwritable-file", severity: "error", message, hint: "name a file that may be written" };
}
