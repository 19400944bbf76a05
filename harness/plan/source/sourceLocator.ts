import { resolve } from "node:path";
import { type Result, success } from "../../../policies/text/diagnostic.js";
import type { Location } from "../../../properties/location.js";
import type { TargetAddress } from "../../../properties/targetAddress.js";
import { type BlockPlaces, blockPlaceOf } from "../lines/blockPlaces.js";
import { constructPlaces } from "../lines/constructPlaces.js";
import { jsonBlockLines } from "../lines/jsonBlockLines.js";
import { jsonResourceLines, lineOfResource } from "../lines/jsonResourceLines.js";
import type { Input } from "../resources/input.js";
import { folderPlaces } from "./folderPlaces.js";
import type { ReadOptions } from "./readSource.js";
import { repositoryPath, repositoryRoot } from "./repositoryPath.js";
import { zipPlaces } from "./zipPlaces.js";

/** The line where a target is written; undefined where that is not in the repository. */
export type Locate = (address: TargetAddress) => Location | undefined;

/** What was read of a source. */
export interface ReadFile {
  /** its path, or `-` */
  readonly place: string;
  readonly bytes: Uint8Array;
  readonly input: Input;
}

/**
 * Finds the lines of targets: in the HCL of a binary plan or of the folder that is given, at the construct of a CDKTF
 * stack, else in the file itself. What is written in no known place is in its first line.
 */
export async function sourceLocator(read: ReadFile, options: ReadOptions): Promise<Result<Locate>> {
  const cwd = resolve(options.cwd ?? "");
  const root = repositoryRoot(cwd);
  const blocks = await blocksOf(read.input, options, { cwd, root });
  if (!blocks.ok) return blocks;
  const file = read.place === "-" ? undefined : repositoryPath(root, resolve(cwd, read.place));
  const inFile = file === undefined ? () => undefined : fileLocator(file, read, root);
  return success(({ resource }) =>
    resource === undefined
      ? inFile("")
      : ((blocks.value && blockPlaceOf(blocks.value, resource)) ?? inFile(resource)),
  );
}

async function blocksOf(
  input: Input,
  { chdir, hcl }: ReadOptions,
  at: { readonly cwd: string; readonly root: string },
): Promise<Result<BlockPlaces | undefined>> {
  if (input.kind === "policy" || input.kind === "cdktf") return success(undefined);
  if (hcl !== undefined) return folderPlaces(hcl, at);
  if (input.kind !== "plan" || input.files === undefined) return success(undefined);
  return success(zipPlaces(input.files, { directory: resolve(at.cwd, chdir ?? ""), root: at.root }));
}

type LocateResource = (resource: string) => Location | undefined;

function fileLocator(file: string, { bytes, input }: ReadFile, root: string): LocateResource {
  if (input.kind === "policy" || (input.kind === "plan" && input.files !== undefined))
    return () => ({ file, line: 1 });
  if (input.kind === "cdktf") return stackLocator(file, bytes, root);
  const lines = jsonResourceLines(bytes);
  return (resource) => ({ file, line: lineOfResource(lines, resource) });
}

function stackLocator(file: string, bytes: Uint8Array, root: string): LocateResource {
  const constructs = constructPlaces(jsonOf(bytes), (path) => repositoryPath(root, path));
  const lines = new Map(jsonBlockLines(bytes).map(({ address, line }) => [address, line]));
  const placeOf = (resource: string): Location | undefined => {
    const construct = constructs.get(resource);
    const line = lines.get(resource);
    return construct ?? (line === undefined ? undefined : { file, line });
  };
  return (resource) => {
    const [, block = resource] = /^((?:data\.)?[^.[]+\.[^.[]+)/.exec(resource) ?? [];
    return placeOf(block) ?? { file, line: 1 };
  };
}

/** A stack was read before, from any encoding; its traces are looked for in UTF-8 alone. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
