import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { rewriteFile } from "../../../harness/corpus/rewriteFile.js";
import { removeLock, takeLock } from "../../../harness/corpus/takeLock.js";
import { failure, success } from "../../../policies/text/diagnostic.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";

const append = (row: string) => (content: string | undefined) => success((content ?? "") + row);

/** The id of a process that is not running any more. */
const endedProcess = (): number => spawnSync(process.execPath, ["-e", ""]).pid;

function leaveOwner(lock: string, owner: string): void {
  mkdirSync(lock);
  writeFileSync(join(lock, owner), "");
}

describe("rewriteFile", () => {
  const scratch = temporaryDirectory();

  it("makes a file, changes it, and leaves nothing else", () => {
    const path = scratch.path("new.jsonl");
    rewriteFile(path, append("a\n"));
    expect(rewriteFile(path, append("b\n"))).to.deep.include({ ok: true, value: "a\nb\n" });
    expect(readFileSync(path, "utf8")).to.equal("a\nb\n");
    expect(existsSync(`${path}.lock`)).to.equal(false);
  });

  it("leaves the file as it is where the change fails or it cannot be written", () => {
    const path = scratch.path("kept.jsonl");
    writeFileSync(path, "a\n");
    const problem = { code: "no", severity: "error", message: "no", hint: "no" } as const;
    expect(rewriteFile(path, () => failure(problem))).to.deep.include({ ok: false });
    const absent = rewriteFile(scratch.path("absent/x.jsonl"), append("b\n"));
    expect(absent.ok ? "" : absent.diagnostics[0]?.hint).to.equal("make its directory first");
    expect(readFileSync(path, "utf8")).to.equal("a\n");
  });

  it("takes over from a process that was killed, and deletes what it left", () => {
    const path = scratch.path("stale.jsonl");
    const [gone, running] = [
      `${endedProcess()}.${hostname()}.aaaaaa`,
      `${process.ppid}.${hostname()}.aaaaaa`,
    ];
    leaveOwner(`${path}.lock`, gone);
    for (const owner of [gone, running]) leaveOwner(`${path}.lock-${owner}`, owner);
    expect(rewriteFile(path, append("a\n")).ok).to.equal(true);
    const left = readdirSync(dirname(path)).filter((name) => name.startsWith("stale.jsonl"));
    expect(left).to.have.members(["stale.jsonl", `stale.jsonl.lock-${running}`]);
  });

  it("does not delete the lock of a process that took over before it did", () => {
    const lock = scratch.path("raced.jsonl.lock");
    const taken = takeLock(lock);
    const owners = readdirSync(lock);
    removeLock(lock, `${endedProcess()}.${hostname()}.aaaaaa`);
    expect(readdirSync(lock)).to.deep.equal(owners);
    if (taken.ok) taken.value();
    expect(existsSync(lock)).to.equal(false);
  });

  it("waits for a process of another machine, and names its lock", () => {
    const lock = scratch.path("elsewhere.jsonl.lock");
    leaveOwner(lock, `${endedProcess()}.not-${hostname()}.aaaaaa`);
    const taken = takeLock(lock, 100);
    expect(taken.ok ? [] : taken.diagnostics.map(({ code, hint }) => `${code}: ${hint}`)).to.deep.equal([
      `locked-file: wait for it; if it is not running, delete \`${lock}\``,
    ]);
    expect(readdirSync(dirname(lock)).filter((name) => name.startsWith("elsewhere"))).to.deep.equal([
      "elsewhere.jsonl.lock",
    ]);
  });

  it("keeps what two writers add at the same time", async () => {
    const path = scratch.path("two.jsonl");
    const module = new URL("../../../harness/corpus/rewriteFile.ts", import.meta.url).href;
    const code = (name: string) =>
      `import { rewriteFile } from ${JSON.stringify(module)};
       for (let n = 0; n < 40; n += 1)
         rewriteFile(${JSON.stringify(path)}, (old = "") => ({ ok: true, value: old + "${name}" + n + "\\n", diagnostics: [] }));`;
    const run = promisify(execFile);
    const tsx = createRequire(import.meta.url).resolve("tsx");
    const start = (name: string) => {
      writeFileSync(scratch.path(`${name}.mts`), code(name));
      return run(process.execPath, ["--require", tsx, scratch.path(`${name}.mts`)]);
    };
    await Promise.all([start("a"), start("b")]);
    const rows = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(new Set(rows).size).to.equal(80);
  });
});
