import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** What is neither read by tests nor worth copying. */
const skipped = new Set([".git", ".terraform"]);

/** Packages write here, which must not reach the folder of the user. */
const written = new Set([".cache", ".vite", ".vitest", ".tmp"]);

/**
 * A temporary copy of a folder, in which a command can be run on a changed file. Packages in `node_modules` are
 * linked, everything else is copied; `.git` and `.terraform` are left out.
 */
export class WorkingCopy {
  readonly path: string;

  constructor(folder: string) {
    this.path = mkdtempSync(join(tmpdir(), "planproof-mutate-"));
    try {
      cpSync(folder, this.path, {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !skipped.has(basename(path)) && basename(path) !== "node_modules",
      });
      linkPackages(join(folder, "node_modules"), join(this.path, "node_modules"));
    } catch (thrown) {
      this.remove();
      throw thrown;
    }
  }

  /** @param path from the folder */
  write(path: string, content: string): void {
    writeFileSync(join(this.path, path), content);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

function linkPackages(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to);
  for (const name of readdirSync(from)) if (!written.has(name)) symlinkSync(join(from, name), join(to, name));
}
