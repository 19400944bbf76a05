import { execFile } from "node:child_process";
import { mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bigPlan } from "./bigPlan.js";

/** What a plan of each size may take; a name given on the command line does not change them. */
const sizes = [
  { megabytes: 100, resources: 15_000, most: { seconds: 6, megabytes: 600 } },
  { megabytes: 400, resources: 60_000, most: { seconds: Number.POSITIVE_INFINITY, megabytes: 1_500 } },
  { megabytes: 700, resources: 60_000, most: { seconds: Number.POSITIVE_INFINITY, megabytes: 3_000 } },
];

/** Time and peak memory of extracting large plans, each in a separate process; the last is longer than any string. */
export async function plans(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "planproof-bench-"));
  try {
    for (const { megabytes, resources, most } of sizes) {
      const path = join(directory, `${megabytes}.json`);
      const size = write(path, bigPlan(resources, megabytes * 1e6));
      const found = await measure(path);
      const kept = found.seconds <= most.seconds && found.megabytes <= most.megabytes;
      const line = `${size.toFixed(0).padStart(6)} MB  ${found.seconds.toFixed(1).padStart(5)} s  ${found.megabytes.toFixed(0).padStart(5)} MB of memory  ${found.policies} policies`;
      console.log(`${line}${kept ? "" : "  MORE THAN IT MAY TAKE"}`);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function write(path: string, pieces: Iterable<string>): number {
  const file = openSync(path, "w");
  let size = 0;
  let gathered: string[] = [];
  const flush = () => {
    size += writeSync(file, gathered.join(""));
    gathered = [];
  };
  for (const piece of pieces) {
    gathered.push(piece);
    if (gathered.length === 500) flush();
  }
  flush();
  return size / 1e6;
}

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly policies: number;
}

async function measure(path: string): Promise<Measured> {
  const script = fileURLToPath(new URL("measurePlan.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, path]);
  return JSON.parse(stdout) as Measured;
}
