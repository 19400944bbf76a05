import { basename } from "node:path";
import { type Result, success } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import { type LoadedSource, loadSource } from "../plan/source/loadSource.js";
import type { ReadOptions } from "../plan/source/readSource.js";
import { spawnProgram } from "../plan/source/spawnProgram.js";
import { splitSource } from "../plan/source/splitSource.js";
import { readSourceOptions, type SourceOptions } from "./sourceOptions.js";

/** How a SOURCE is read; a binary plan file runs `terraform`, unless `run` is something else. */
export interface OpenSourceOptions extends SourceOptions, Pick<ReadOptions, "cwd" | "stdin" | "run"> {}

/**
 * Loads a SOURCE so that the address of each target can be given back as a SOURCE: it begins with the path as
 * it was given, and two plans of the same name in different directories stay apart.
 */
export async function openSource(
  spec: string,
  options: OpenSourceOptions = {},
): Promise<Result<LoadedSource>> {
  const open = await sourceOpener(options);
  return open.ok ? open.value(spec) : open;
}

/** The same for several sources; fails when the options are wrong, for any source. */
export async function sourceOpener(
  options: OpenSourceOptions,
): Promise<Result<(spec: string) => Promise<Result<LoadedSource>>>> {
  const { cwd, stdin, chdir, run = spawnProgram } = options;
  const read = await readSourceOptions(options, cwd);
  if (!read.ok) return read;
  const how: ReadOptions = {
    ...read.value,
    run,
    ...(cwd !== undefined && { cwd }),
    ...(stdin !== undefined && { stdin }),
    ...(chdir !== undefined && { chdir }),
  };
  return success(async (spec) => {
    const loaded = await loadSource(spec, how);
    if (!loaded.ok) return loaded;
    const targets = loaded.value.targets.map((target) => withPath(target, spec));
    const documents = loaded.value.documents.map((target) => withPath(target, spec));
    return { ...loaded, value: { ...loaded.value, targets, documents } };
  });
}

function withPath(target: Target, spec: string): Target {
  const place = splitSource(spec)
    .map((split) => split.place)
    .find((path) => target.address.startsWith(`${basename(path)}#`));
  if (place === undefined) return target;
  return { ...target, address: place + target.address.slice(basename(place).length) };
}
