import { readdir, realpath } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { type Diagnostic, failure, type Result, success } from "../../../policies/text/diagnostic.js";
import { hclLimits } from "../hcl/hclLimits.js";
import { type BlockFile, type BlockPlaces, blockPlaces } from "../lines/blockPlaces.js";
import { readInside } from "./readInside.js";
import { repositoryPath } from "./repositoryPath.js";
import { blocksIn } from "./zipPlaces.js";

/** No configuration that is written by hand has more. */
const most = { files: 5000, modules: 1000 };

/**
 * Where the blocks of a folder of `.tf` files are, those of the modules in the repository that it calls included.
 * What cannot be read has no places; only a folder without any such file is an error.
 *
 * @param folder as it was given, from the working directory
 */
export async function folderPlaces(
  folder: string,
  { cwd, root }: { readonly cwd: string; readonly root: string },
): Promise<Result<BlockPlaces>> {
  const start = resolve(cwd, folder);
  const base = repositoryPath(root, start) === undefined ? start : root;
  const files: BlockFile[] = [];
  const waiting: { readonly module: string; readonly directory: string }[] = [
    { module: "", directory: start },
  ];
  const seen = new Set<string>();
  for (const { module, directory } of waiting) {
    if (seen.size >= most.modules || seen.has(module)) continue;
    seen.add(module);
    for (const name of await namesIn(directory)) {
      if (files.length >= most.files) break;
      const bytes = await readInside(base, relative(base, join(directory, name)));
      if (!bytes.ok || bytes.value.length > hclLimits.characters) continue;
      const blocks = blocksIn(name, new TextDecoder().decode(bytes.value));
      files.push({ module, file: repositoryPath(root, join(directory, name)), blocks });
      for (const { address, source } of blocks) {
        if (source === undefined || !/^\.\.?\//.test(source)) continue;
        const called = address.slice("module.".length);
        const inner = module === "" ? called : `${module}.${called}`;
        waiting.push({ module: inner, directory: resolve(directory, source) });
      }
    }
  }
  return files.length === 0 ? failure(nothingIn(folder)) : success(blockPlaces(files));
}

/** In the order in which terraform reads them: what overrides comes last. */
async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    const names = (await readdir(await realpath(directory))).filter((name) => /\.tf(?:\.json)?$/.test(name));
    const overrides = (name: string): boolean => /(?:^|_)override\.tf(?:\.json)?$/.test(name);
    return names.toSorted(
      (one, other) => Number(overrides(one)) - Number(overrides(other)) || (one < other ? -1 : 1),
    );
  } catch {
    return [];
  }
}

const nothingIn = (folder: string): Diagnostic => ({
  code: "no-hcl",
  severity: "error",
  message: `\`${folder}\` is not a folder with \`.tf\` files`,
  hint: "name with `--hcl` the folder that was planned",
});
