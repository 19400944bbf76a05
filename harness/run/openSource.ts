import { basename } from "node:path";
import type { Result } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import { type LoadedSource, loadSource } from "../plan/loadSource.js";
import { splitSource } from "../plan/splitSource.js";

export type OpenOptions = NonNullable<Parameters<typeof loadSource>[1]>;

/**
 * Loads a SOURCE so that the address of each target can be given back as a SOURCE: it begins with the path as
 * it was given, and two plans of the same name in different directories stay apart.
 */
export async function openSource(spec: string, options: OpenOptions = {}): Promise<Result<LoadedSource>> {
  const loaded = await loadSource(spec, options);
  if (!loaded.ok) return loaded;
  const targets = loaded.value.targets.map((target) => withPath(target, spec));
  return { ...loaded, value: { ...loaded.value, targets } };
}

function withPath(target: Target, spec: string): Target {
  const place = splitSource(spec)
    .map((split) => split.place)
    .find((path) => target.address.startsWith(`${basename(path)}#`));
  if (place === undefined) return target;
  return { ...target, address: place + target.address.slice(basename(place).length) };
}
