import type { Location } from "../../../properties/location.js";
import { configurationAddress, parseAddress } from "../resources/address.js";
import type { HclBlock } from "./hclBlockLines.js";

/** Where blocks are written: by the path of their module, `""` or `ci.deploy`, and then by their address in it. */
export type BlockPlaces = ReadonlyMap<string, ReadonlyMap<string, Location>>;

/** A file of configuration, with the blocks that begin in it. */
export interface BlockFile {
  /** the path of its module */
  readonly module: string;
  /** from the root of the repository; undefined outside of it */
  readonly file: string | undefined;
  readonly blocks: readonly HclBlock[];
}

/** Where the blocks of some files are; an override file does not replace the place where a block is first written. */
export function blockPlaces(files: readonly BlockFile[]): BlockPlaces {
  const places = new Map<string, Map<string, Location>>();
  for (const { module, file, blocks } of files) {
    if (file === undefined) continue;
    const known = places.get(module) ?? new Map<string, Location>();
    places.set(module, known);
    for (const { address, line } of blocks) if (!known.has(address)) known.set(address, { file, line });
  }
  return places;
}

/**
 * Where a resource is written, by its address, perhaps with an attribute after it; of one in a module outside of the
 * repository, where the module is called.
 */
export function blockPlaceOf(places: BlockPlaces, resource: string): Location | undefined {
  const address = parseAddress(resource);
  if (address === undefined) return undefined;
  const modules = address.modules.map(({ name }) => name);
  const own = places.get(modules.join("."))?.get(configurationAddress({ ...address, modules: [] }));
  return own ?? callPlace(places, modules);
}

function callPlace(places: BlockPlaces, modules: readonly string[]): Location | undefined {
  for (let depth = modules.length - 1; depth >= 0; depth -= 1) {
    const call = places.get(modules.slice(0, depth).join("."))?.get(`module.${modules[depth]}`);
    if (call !== undefined) return call;
  }
  return undefined;
}
