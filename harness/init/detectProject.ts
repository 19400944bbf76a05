import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "../../policies/text/isObject.js";
import { ownMember } from "../../policies/text/ownMember.js";
import { readJson } from "../../policies/text/readJson.js";

/** What runs the tests. */
export type Runner = "mocha" | "vitest" | "jest" | "node";

/** What a folder says of how it is tested, planned and built. */
export interface Project {
  readonly runner: Runner;
  /** whether a test in TypeScript runs there as it is */
  readonly typescript: boolean;
  /** the folder that terraform runs in, with `/`; `.` for the folder itself */
  readonly terraform: string;
  readonly ci: readonly ("github" | "gitlab")[];
  /** package.json as it is written; undefined where it does not exist, null where it is not a JSON object */
  readonly manifest: string | undefined | null;
}

/**
 * Looks at a folder: the runner that its package.json depends on, else that of Node; the nearest folder with `.tf` files;
 * and the services that build it, or both where nothing shows one.
 *
 * @param root of the repository, where CI services look
 */
export function detectProject(folder: string, root: string): Project {
  const text = textOf(join(folder, "package.json"));
  const json = text === undefined ? {} : readJson(text);
  const depends = (name: string) =>
    ["devDependencies", "dependencies"].some((key) => ownMember(ownMember(json, key), name) !== undefined);
  const runner = (["mocha", "vitest", "jest"] as const).find(depends) ?? "node";
  const isTyped = depends("typescript") || existsSync(join(folder, "tsconfig.json"));
  const found = [
    ...(existsSync(join(root, ".github")) ? (["github"] as const) : []),
    ...(existsSync(join(root, ".gitlab-ci.yml")) ? (["gitlab"] as const) : []),
  ];
  return {
    runner,
    // vitest runs it, mocha and Node do with tsx, and jest needs a transform for it
    typescript: isTyped && (runner === "vitest" || (runner !== "jest" && depends("tsx"))),
    terraform: terraformFolder(folder) ?? ".",
    ci: found.length === 0 ? ["github", "gitlab"] : found,
    manifest: text === undefined || isObject(json) ? text : null,
  };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const deepest = 4;

/** Modules are planned by what calls them, never alone. */
const passedOver = /^(?:\.|node_modules$|modules$)/;

/** The one that is closest, and of several the first by name. */
function terraformFolder(root: string): string | undefined {
  let level = ["."];
  for (let depth = 0; depth <= deepest; depth += 1) {
    const entries = level.map((folder) => ({ folder, inside: entriesOf(join(root, folder)) }));
    const found = entries.find(({ inside }) =>
      inside.some((entry) => entry.isFile() && /\.tf(?:\.json)?$/.test(entry.name)),
    );
    if (found !== undefined) return found.folder;
    level = entries.flatMap(({ folder, inside }) =>
      inside
        .filter((entry) => entry.isDirectory() && !passedOver.test(entry.name))
        .map(({ name }) => (folder === "." ? name : `${folder}/${name}`))
        .toSorted(),
    );
  }
  return undefined;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // a folder that may not be read
  }
}
