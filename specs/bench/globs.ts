import { compileGlob, matchGlob } from "../../policies/language/glob.js";

/** The pattern that makes backtracking matchers explode: 200 stars against 20,000 characters. */
export async function globs(): Promise<void> {
  const glob = compileGlob(`${"a*".repeat(200)}c`);
  const text = "a".repeat(20_000);
  const times = Array.from({ length: 51 }, () => {
    const started = performance.now();
    matchGlob(glob, text);
    return performance.now() - started;
  }).sort((left, right) => left - right);
  console.log(`${times[25]!.toFixed(2)} ms  200 stars against 20,000 characters, no match (median of 51)`);
}
