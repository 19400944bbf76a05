/** What one round of a soak found: undefined, or the disagreement to stop at. */
export type Round = (seed: number) => string | undefined;

/** How a soak reports on itself. */
export interface SoakReport {
  /** what was compared so far, in a few words */
  readonly soFar: () => string;
  readonly next: () => number;
}

/**
 * Repeats a round, each with another seed, until the time is up or something disagrees; reports progress on
 * stderr every half second on a terminal and every half minute elsewhere.
 */
export function soakFor(minutes: number, round: Round, { soFar, next }: SoakReport): string | undefined {
  const { isTTY } = process.stderr;
  const started = performance.now();
  let told = started;
  let disagreement: string | undefined;
  while (disagreement === undefined && performance.now() - started < minutes * 60_000) {
    const seed = next();
    disagreement = round(seed);
    if (performance.now() - told < (isTTY ? 500 : 30_000)) continue;
    told = performance.now();
    const seconds = Math.round((told - started) / 1000);
    process.stderr.write(`${isTTY ? "\r" : ""}${seconds} s: ${soFar()}, seed ${seed}${isTTY ? "" : "\n"}`);
  }
  if (isTTY) process.stderr.write("\n");
  return disagreement;
}
