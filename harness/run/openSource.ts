import { basename } from "node:path";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import { type LoadedSource, loadSource } from "../plan/source/loadSource.js";
import type { ReadOptions } from "../plan/source/readSource.js";
import { spawnProgram } from "../plan/source/spawnProgram.js";
import { splitSource } from "../plan/source/splitSource.js";
import { refuseOptions } from "./refuseOptions.js";
import { givenOptions, readSourceOptions, type SourceOptions } from "./sourceOptions.js";

/** A SOURCE that has been read. */
export interface Source extends LoadedSource {
  /** the options it was read with, for commands that ask again; @defaultValue none */
  readonly given?: SourceOptions;
}

/** How a SOURCE is read; a binary plan file runs `terraform`, unless `run` is something else. */
export interface OpenSourceOptions
  extends SourceOptions,
    Pick<ReadOptions, "cwd" | "stdin" | "run" | "hcl"> {}

/**
 * Loads a SOURCE: a plan, a state, a policy document or an AWS managed policy.
 *
 * The address of each target can be used as a SOURCE again: it begins with the path as it was given, so that two
 * plans of the same name in different directories remain distinct. Fails, with the file, line and column where
 * they are known, for a source that cannot be read and for an account or region of the wrong form.
 *
 * @throws TypeError for an option that does not exist
 * @example
 * ```ts
 * import { loadSource, printAddress } from "planproof";
 *
 * const source = await loadSource("managed:AWSBatchFullAccess");
 * if (source.ok) console.log(source.value.targets.map(({ address }) => printAddress(address)));
 * else console.error(source.diagnostics);
 * ```
 */
export async function openSource(spec: string, options: OpenSourceOptions = {}): Promise<Result<Source>> {
  refuseOptions("loadSource", options, optionNames);
  const open = await sourceOpener(options);
  return open.ok ? open.value(spec) : open;
}

const optionNames = {
  account: "any",
  region: "any",
  managed: "any",
  chdir: "any",
  cwd: "any",
  stdin: "any",
  run: "any",
  hcl: "any",
} as const satisfies Record<keyof OpenSourceOptions, "any">;

/** The same for several sources; fails when the options are wrong, for any source. */
export async function sourceOpener(
  options: OpenSourceOptions,
): Promise<Result<(spec: string) => Promise<Result<Source>>>> {
  const { cwd, stdin, chdir, hcl, run = spawnProgram } = options;
  const read = await readSourceOptions(options, cwd);
  if (!read.ok) return read;
  const how: ReadOptions = {
    ...read.value,
    run,
    ...(cwd !== undefined && { cwd }),
    ...(stdin !== undefined && { stdin }),
    ...(chdir !== undefined && { chdir }),
    ...(hcl !== undefined && { hcl }),
  };
  return success(async (spec) => {
    const loaded = await loadSource(spec, how);
    if (!loaded.ok) return failures(loaded.diagnostics.map((one) => ({ ...one, source: spec })));
    const contradiction = otherAccount(loaded.value.extraction, options.account);
    if (contradiction !== undefined) return failure({ ...contradiction, source: spec });
    const { earlier, ...extraction } = loaded.value.extraction;
    const placed = (some: readonly Target[]) => some.map((target) => withPath(target, spec));
    const [targets, documents, resources] = [
      placed(loaded.value.targets),
      placed(loaded.value.documents),
      placed(loaded.value.resources),
    ];
    const before = earlier && {
      ...earlier,
      gone: placed(earlier.gone),
      ...(earlier.goneResources && { goneResources: placed(earlier.goneResources) }),
    };
    const given = givenOptions(options);
    const known = Object.keys(given).length > 0 ? { given } : {};
    return {
      ...loaded,
      value: {
        ...loaded.value,
        extraction: {
          ...extraction,
          ...(before && { earlier: before }),
          ...(extraction.counted && { counted: placed(extraction.counted) }),
        },
        targets,
        documents,
        resources,
        ...known,
      },
    };
  });
}

function withPath(target: Target, spec: string): Target {
  const place = splitSource(spec)
    .map((split) => split.place)
    .find((path) => target.address.source === basename(path));
  return place === undefined ? target : { ...target, address: { ...target.address, source: place } };
}

/** Answers about an account that the plan is not in would be wrong without a word. */
const otherAccount = (
  { account }: LoadedSource["extraction"],
  given: string | undefined,
): Diagnostic | undefined =>
  account === undefined || given === undefined || account === given
    ? undefined
    : {
        code: "other-account",
        severity: "error",
        message: `it is in account ${account}, and \`--account\` is ${given}`,
        hint: "leave `--account` out: it is for a source that does not show its account",
      };
