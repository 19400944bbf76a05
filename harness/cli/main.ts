#!/usr/bin/env node
import { spawnProgram } from "../plan/spawnProgram.js";
import { planproof } from "./planproof.js";

// A reader that has seen enough, such as `head`, closes the pipe: the answer stands, the rest goes nowhere.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

// No handler for SIGINT: Node ends at once, even inside a long search, and files are only ever renamed into place.
process.exitCode = await planproof(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: () => performance.now(),
  run: spawnProgram,
});
