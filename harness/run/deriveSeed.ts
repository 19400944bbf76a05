/**
 * The seed of one property on one target: a 31-bit FNV-1a hash of the run's seed and both names.
 *
 * It depends on nothing else, so a verdict is the same regardless of what else runs, in any order or shard.
 */
export function deriveSeed(seed: number, property: string, target: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${seed}\n${property}\n${target}`)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 1;
}
