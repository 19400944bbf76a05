import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/**
 * The root of the repository that a directory is in, which is where the closest `.git` is; else the directory
 * itself.
 */
export function repositoryRoot(directory: string): string {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return resolve(directory);
  }
}

/** A path from a root, with `/`; undefined for one that leads out of it. */
export function repositoryPath(root: string, path: string): string | undefined {
  const inside = relative(root, resolve(root, path));
  if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    return undefined;
  return inside.split(sep).join("/");
}
