import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { absolute } from "./repository.js";

const suffix = process.platform === "win32" ? ".cmd" : "";
export const npm = `npm${suffix}`;
export const npx = `npx${suffix}`;

let packed: string | undefined;

/** The tarball that would be published, made once of what `npm run build` left. */
export function packPackage(): string {
  if (packed === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "planproof-pack-"));
    const { version } = JSON.parse(readFileSync(absolute("package.json"), "utf8")) as { version: string };
    const pack = ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder];
    execFileSync(npm, pack, { cwd: absolute("."), stdio: "ignore" });
    packed = join(folder, `planproof-${version}.tgz`);
  }
  return packed;
}
