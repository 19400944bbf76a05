import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { lilconfigSync } from "lilconfig";
import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";

/** The names of a configuration, the first one first. */
export const configNames = [
  "planproof.config.mjs",
  "planproof.config.js",
  "planproof.config.json",
  "planproof.config.ts",
] as const;

/** What could be taken for one, and would be passed over without a word. */
const otherNames = ["cjs", "mts", "cts", "yaml", "yml", "toml"].map((ending) => `planproof.config.${ending}`);

/**
 * The path of the configuration, found upward from a folder to the root of its repository, the folder with `.git`;
 * outside of a repository in the folder alone. A configuration is code that runs, so it is never looked for where
 * a source is. Undefined where none is found.
 */
export function findConfig(folder: string): Result<string | undefined> {
  const from = resolve(folder);
  const names = [...configNames, ...otherNames];
  const loaders = Object.fromEntries(
    names.map((name) => [name.slice(name.lastIndexOf(".")), (path: string) => path]),
  );
  const finder = lilconfigSync("planproof", {
    searchPlaces: names,
    stopDir: repositoryOf(from) ?? from,
    ignoreEmptySearchPlaces: false,
    cache: false,
    loaders,
  });
  try {
    const found = finder.search(from);
    return found === null ? success(undefined) : onlyOne(found.filepath);
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    return failure({
      code: "unreadable-config",
      severity: "error",
      message: `a \`planproof.config\` cannot be read (${String(thrown.code)})`,
      hint: "make it a file that may be read, or delete it",
    });
  }
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

function onlyOne(path: string): Result<string> {
  const folder = dirname(path);
  const [first, ...others] = configNames.filter((name) => existsSync(join(folder, name)));
  if (first === undefined) return failure({ ...unreadable(basename(path)), source: path });
  if (others.length === 0) return success(path);
  const rest = others.map((name) => `\`${name}\``).join(" and ");
  return failure({
    code: "two-configurations",
    severity: "error",
    source: path,
    message: `there are several configurations in one folder: \`${first}\`, ${others.map((name) => `\`${name}\``).join(", ")}`,
    hint: `delete ${rest}, or name the one to use with \`--config FILE\``,
  });
}

const unreadable = (name: string): Diagnostic => ({
  code: "unreadable-config",
  severity: "error",
  message: `\`${name}\` is not read`,
  hint: `a configuration is named ${configNames.join(", ")}`,
});
