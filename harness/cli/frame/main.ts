#!/usr/bin/env node
import { exitCodes } from "../exitCode.js";
import { printProblems } from "../printProblems.js";
import { usageProblem } from "../problem.js";
import { nodeFault } from "./nodeFault.js";
import { planproof } from "./planproof.js";

const old = nodeFault(process.versions.node);
if (old !== undefined) {
  process.stderr.write(printProblems([old], (_, string) => string));
  process.exit(exitCodes.unasked);
}

let isLost = false;

// A reader that has seen enough, such as `head`, closes the pipe: the answer counts, and the rest is dropped. An
// answer that is lost for another reason, such as a full disk, does not.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
  if (code === "EPIPE" || isLost) return;
  isLost = true;
  process.exitCode = exitCodes.unasked;
  const problem = usageProblem(`the answer cannot be written (${code})`, "write it elsewhere");
  process.stderr.write(printProblems([problem], (_, string) => string));
});
process.stderr.on("error", () => {});

// No handler for SIGINT: Node ends at once, even inside a long search, and files are only ever renamed into place.
const exit = await planproof(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: () => performance.now(),
  // loaded with the first program that is run, which most answers do without
  run: async (asked) => (await import("../../plan/source/spawnProgram.js")).spawnProgram(asked),
  start: async (...asked) => (await import("./startProgram.js")).startProgram(...asked),
  platform: process.platform,
});
process.exitCode = isLost ? exitCodes.unasked : exit;
