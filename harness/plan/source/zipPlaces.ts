import { join, resolve } from "node:path";
import { ownMember } from "../../../policies/text/ownMember.js";
import { hclLimits } from "../hcl/hclLimits.js";
import { type BlockFile, type BlockPlaces, blockPlaces } from "../lines/blockPlaces.js";
import { type HclBlock, hclBlockLines } from "../lines/hclBlockLines.js";
import { jsonBlockLines } from "../lines/jsonBlockLines.js";
import { repositoryPath } from "./repositoryPath.js";

/** Where terraform ran, and what paths are relative to. */
export interface RunPlace {
  /** the directory that was planned */
  readonly directory: string;
  /** the root of the repository */
  readonly root: string;
}

/**
 * Where the blocks of the configuration in a plan file are. Modules that terraform has downloaded are not a part of the
 * repository.
 *
 * @param files by path: `tfconfig/m-ci.deploy/main.tf`, and `tfconfig/modules.json` with the directories of modules
 */
export function zipPlaces(files: ReadonlyMap<string, string>, { directory, root }: RunPlace): BlockPlaces {
  const directories = moduleDirectories(files.get("tfconfig/modules.json"));
  const read = blockReader();
  return blockPlaces(
    [...files].flatMap(([path, text]): readonly BlockFile[] => {
      const [, module, name = ""] = /^tfconfig\/m-([^/]*)\/([^/]+\.tf(?:\.json)?)$/.exec(path) ?? [];
      const folder = module === undefined ? undefined : directories.get(module);
      if (module === undefined || folder === undefined || isDownloaded(folder)) return [];
      const file = repositoryPath(root, resolve(directory, join(folder, name)));
      return [{ module, file, blocks: read(name, text) }];
    }),
  );
}

/** The blocks of a file by its name: HCL, or JSON. */
export const blocksIn = (name: string, text: string) =>
  name.endsWith(".json") ? jsonBlockLines(new TextEncoder().encode(text)) : hclBlockLines(text);

/** The most characters that are looked at, each file once: real configurations have far fewer. */
const mostCharacters = 4_000_000;

/** Several instances of one module have the same files. */
function blockReader(): (name: string, text: string) => readonly HclBlock[] {
  const known = new Map<string, readonly HclBlock[]>();
  let remaining = mostCharacters;
  return (name, text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    remaining -= text.length;
    const blocks = remaining < 0 || text.length > hclLimits.characters ? [] : blocksIn(name, text);
    known.set(text, blocks);
    return blocks;
  };
}

const isDownloaded = (folder: string): boolean => folder.split(/[\\/]/).includes(".terraform");

/** By the path of the module; the root alone without a list of them. */
function moduleDirectories(json: string | undefined): ReadonlyMap<string, string> {
  const root = ["", "."] as const;
  try {
    const listed: unknown = JSON.parse(json ?? "[]");
    const entries = (Array.isArray(listed) ? listed : []).map(
      (one: unknown) => [String(ownMember(one, "Key")), ownMember(one, "Dir")] as const,
    );
    return new Map([
      root,
      ...entries.flatMap(([key, folder]) =>
        typeof folder === "string" ? [[key, folder.replaceAll("\\", "/")] as const] : [],
      ),
    ]);
  } catch {
    return new Map([root]);
  }
}
