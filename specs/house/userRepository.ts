import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { npm } from "./packPackage.js";

export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** A repository of a user, in a temporary folder. */
export class UserRepository {
  readonly folder = mkdtempSync(join(tmpdir(), "planproof-user-"));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  /** Copies a folder into it. */
  copy(folder: string): void {
    cpSync(folder, this.folder, { recursive: true });
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  write(name: string, content: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), content);
  }

  /** Installs packages, or without any what package.json names. */
  install(...packages: readonly string[]): void {
    const quiet = ["--silent", "--no-audit", "--no-fund", "--prefer-offline"];
    expect(this.run(npm, ["install", ...quiet, ...packages])).to.deep.equal({ status: 0, output: "" });
  }

  run(program: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): Ended {
    // what the runner of this file sets is nothing of theirs
    const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: this.folder,
      env: { ...env, NO_COLOR: "1", ...variables },
      encoding: "utf8",
    });
    return { status, output: stdout + stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
