import type { TestOutcome } from "./listedTest.js";

/** Prints why a test is pending, and its notes, on stderr: for runners that show them nowhere. */
export function sayOutcome(path: readonly string[], { notes, pending }: TestOutcome): void {
  const said = [...notes, ...(pending === undefined ? [] : [pending])].join("; ");
  if (said !== "") process.stderr.write(`planproof: ${path.slice(-2).join(" > ")} (${said})\n`);
}
