import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askRun, type HostileAnswer, spawnRun, writeRun } from "./askRun.js";
import { type DrawOptions, drawRun } from "./drawRun.js";
import { findBreach } from "./findBreach.js";
import type { HostileRun } from "./hostileRun.js";

export interface HostileSoak extends DrawOptions {
  /** a folder for the reproduction of a breach; default none is written */
  readonly out?: string;
  /** ask once in so many runs in a separate process, too; default never */
  readonly spawnOneIn?: number;
}

/** What runs came to, by the kind of their input. */
export interface HostileTally {
  runs: number;
  /** those that got past parsing: every exit code but 2 */
  parsed: number;
  spawned: number;
  slowest: number;
}

/** Does one run, and says what is wrong with its answer; writes the smallest edits that break the promise. */
export async function soakOne(
  seed: number,
  { out, spawnOneIn = 0, ...options }: HostileSoak,
  tallies: Map<string, HostileTally>,
): Promise<string | undefined> {
  const drawn = drawRun(seed, options);
  const answer = await askRun(drawn.run);
  count(drawn.run, answer, tallies);
  let breach = await confirmed(drawn.run, answer);
  if (breach === undefined && spawnOneIn > 0 && seed % spawnOneIn === 0) {
    breach = await spawned(drawn.run, answer, tallies);
  }
  if (breach === undefined) return undefined;
  const smallest = await leaveOut(seed, drawn.edits, options);
  if (out !== undefined) writeReproduction(smallest, `${breach}\n`, join(out, String(seed)));
  return `seed ${seed}, ${drawn.run.kind}: ${breach}\n  planproof ${drawn.run.argv.map((word) => JSON.stringify(word)).join(" ")}`;
}

/** On a busy machine, which shares its cores and caches, the same answer takes up to three times the CPU. */
const tries = 5;

/**
 * A first answer pays for loading and for what earlier runs left in memory, and the HCL parser's deadline is wall
 * time, which other processes take: what is slow is asked again, and must be slow every time.
 */
async function confirmed(run: HostileRun, answer: HostileAnswer): Promise<string | undefined> {
  let last = answer;
  for (let left = tries; left > 0 && findBreach(run, last) !== undefined && isSlow(last); left -= 1)
    last = await askRun(run);
  return findBreach(run, last);
}

const isSlow = ({ exit, cpu, stderr }: HostileAnswer): boolean =>
  exit !== undefined && (cpu > 2 || stderr.includes("the HCL parser has not answered"));

async function spawned(run: HostileRun, answer: HostileAnswer, tallies: Map<string, HostileTally>) {
  if (run.shown !== undefined || run.argv.some((word) => word.includes("\0"))) return undefined;
  tallies.get(run.kind)!.spawned += 1;
  const other = await spawnRun(run);
  if (other.exit === answer.exit) return findBreach(run, other);
  return `exit code ${answer.exit} in process, ${other.exit} in a separate process: ${other.stderr.slice(0, 300)}`;
}

/** The run with as few of its edits as break a promise. */
async function leaveOut(seed: number, edits: number, options: DrawOptions): Promise<HostileRun> {
  const without = new Set<number>();
  for (let edit = 0; edit < edits; edit += 1) {
    without.add(edit);
    const { run } = drawRun(seed, { ...options, without });
    if ((await confirmed(run, await askRun(run))) === undefined) without.delete(edit);
  }
  return drawRun(seed, { ...options, without }).run;
}

function writeReproduction(run: HostileRun, breach: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeRun(run, folder);
  writeFileSync(join(folder, "argv.json"), JSON.stringify(run.argv));
  writeFileSync(join(folder, "breach.txt"), breach);
  if (run.shown !== undefined) writeFileSync(join(folder, "terraform-show.json"), run.shown);
}

function count({ kind }: HostileRun, { exit, cpu }: HostileAnswer, tallies: Map<string, HostileTally>): void {
  const tally = tallies.get(kind) ?? { runs: 0, parsed: 0, spawned: 0, slowest: 0 };
  tallies.set(kind, tally);
  tally.runs += 1;
  if (exit !== 2) tally.parsed += 1;
  tally.slowest = Math.max(tally.slowest, cpu);
}
