import type { SoakReport } from "../reference/soakFor.js";
import { hostileKinds } from "./drawRun.js";
import { type HostileSoak, type HostileTally, soakOne } from "./soakOne.js";

/** How a soak of the command line is limited. */
export interface HostileLimits {
  readonly minutes: number;
  /** the kinds of input, with commas between; default all */
  readonly only: string | undefined;
  /** a folder for reproductions, one for each breach; default none */
  readonly out: string | undefined;
  /** one run alone, to see it again */
  readonly seed: string | undefined;
}

/** More would only repeat one another. */
const most = 50;

/**
 * Gives the command line hostile input for so long and says of each kind how many runs got past parsing, and what
 * was wrong with any answer. Unlike the other soaks it goes on after a breach.
 */
export async function soakHostile(
  { minutes, only, out, seed }: HostileLimits,
  next: SoakReport["next"],
): Promise<string | undefined> {
  const kinds = only?.split(",") ?? hostileKinds;
  const unknown = kinds.filter((kind) => !hostileKinds.includes(kind));
  if (unknown.length > 0)
    return `unknown kind ${unknown.join(", ")}; expected some of ${hostileKinds.join(", ")}`;
  const soak: HostileSoak = { kinds, depth: 20_000, spawnOneIn: 200, ...(out !== undefined && { out }) };
  const tallies = new Map<string, HostileTally>();
  const breaches: string[] = [];
  const end = performance.now() + minutes * 60_000;
  do {
    const breach = await soakOne(seed === undefined ? next() : Number(seed), soak, tallies);
    if (breach === undefined) continue;
    breaches.push(breach);
    process.stderr.write(`${breach}\n`);
  } while (seed === undefined && performance.now() < end && breaches.length < most);
  for (const [kind, tally] of tallies) process.stdout.write(`${kind}: ${describe(tally)}\n`);
  const memory = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${Math.round(memory)} MB of memory at most\n`);
  if (memory > 1024) breaches.push("it took more than 1 GB of memory");
  return breaches.length === 0 ? undefined : `${breaches.length} breaches\n${breaches.join("\n")}`;
}

const describe = ({ runs, parsed, spawned, slowest }: HostileTally): string =>
  `${runs} runs, ${parsed} past parsing, ${spawned} in a separate process too, the slowest ${slowest.toFixed(2)} s of CPU`;
