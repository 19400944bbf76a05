import { hclLimits } from "../hcl/hclLimits.js";
import { type BlockFile, type BlockPlaces, blockPlaces } from "../lines/blockPlaces.js";
import { type HclBlock, hclBlockLines } from "../lines/hclBlockLines.js";
import { jsonBlockLines } from "../lines/jsonBlockLines.js";
import { configurationFiles } from "./configurationFiles.js";
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
  const read = blockReader();
  return blockPlaces(
    configurationFiles(files, directory).map(
      ({ module, name, path, text }): BlockFile => ({
        module,
        file: repositoryPath(root, path),
        blocks: read(name, text),
      }),
    ),
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
