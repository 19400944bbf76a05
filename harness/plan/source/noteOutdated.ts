import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { configurationFiles } from "./configurationFiles.js";
import { readInside } from "./readInside.js";
import { repositoryPath } from "./repositoryPath.js";
import type { RunPlace } from "./zipPlaces.js";

/** Files that are named; the others are counted. */
const mostNamed = 3;

/**
 * A warning where `.tf` files have changed since a binary plan file was made, by the copies that it holds. Files that are
 * not there are passed over: the plan may have been made elsewhere.
 *
 * @param files the configuration in the plan file, by path
 */
export async function noteOutdated(
  files: ReadonlyMap<string, string>,
  { directory, root }: RunPlace,
): Promise<readonly Diagnostic[]> {
  const changed: string[] = [];
  for (const { path, text } of configurationFiles(files, directory)) {
    const file = repositoryPath(root, path);
    if (file === undefined || changed.includes(file)) continue;
    const bytes = await readInside(root, file);
    if (bytes.ok && new TextDecoder().decode(bytes.value) !== text) changed.push(file);
  }
  if (changed.length === 0) return [];
  const named = changed.slice(0, mostNamed).map((file) => `\`${file}\``);
  const rest = changed.length - named.length;
  const listed = rest === 0 ? named.join(", ") : `${named.join(", ")} and ${rest} more`;
  return [
    {
      code: "plan-outdated",
      severity: "warning",
      message: `${listed} changed after the plan was made, and what is judged is the plan`,
      hint: "run `terraform plan -out` again",
    },
  ];
}
