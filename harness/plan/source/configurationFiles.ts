import { join, resolve } from "node:path";
import { ownMember } from "../../../policies/text/ownMember.js";

/** A `.tf` file of the configuration in a plan file. */
export interface ConfigurationFile {
  /** the path of the module without indices: `ci.deploy`; "" for the root */
  readonly module: string;
  /** `main.tf` */
  readonly name: string;
  /** where it was when the plan was made */
  readonly path: string;
  /** it may hold secrets */
  readonly text: string;
}

/**
 * The files of the configuration in a plan file, but for those of modules that terraform has downloaded, which are not a
 * part of the repository.
 *
 * @param files by path: `tfconfig/m-ci.deploy/main.tf`, and `tfconfig/modules.json` with the directories of modules
 * @param directory the directory that was planned
 */
export function configurationFiles(
  files: ReadonlyMap<string, string>,
  directory: string,
): readonly ConfigurationFile[] {
  const directories = moduleDirectories(files.get("tfconfig/modules.json"));
  return [...files].flatMap(([path, text]): readonly ConfigurationFile[] => {
    const [, module, name = ""] = /^tfconfig\/m-([^/]*)\/([^/]+\.tf(?:\.json)?)$/.exec(path) ?? [];
    const folder = module === undefined ? undefined : directories.get(module);
    if (module === undefined || folder === undefined || isDownloaded(folder)) return [];
    return [{ module, name, path: resolve(directory, join(folder, name)), text }];
  });
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
