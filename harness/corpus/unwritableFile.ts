import type { Diagnostic } from "../../policies/text/diagnostic.js";

/** The code that Node gives an error of the system, such as `ENOENT`; empty for any other error. */
export const errorCode = (thrown: unknown): string =>
  thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";

/** Why a file cannot be written, by the code of the error. */
export const unwritableFile = (code: string): Diagnostic => ({
  code: "unwritable-file",
  severity: "error",
  message: `the file cannot be written${code === "" ? "" : ` (${code})`}`,
  hint: hints.get(code) ?? "name a file that may be written",
});

const hints: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "make its directory first"],
  ["ENOSPC", "the disk is full: free some space; nothing of it was written"],
  ["EDQUOT", "your quota of the disk is used up: free some space; nothing of it was written"],
]);
