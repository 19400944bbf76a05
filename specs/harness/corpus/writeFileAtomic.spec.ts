import { spawnSync } from "node:child_process";
import fs, {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { rewriteFile } from "../../../harness/corpus/rewriteFile.js";
import { writeFileAtomic } from "../../../harness/corpus/writeFileAtomic.js";
import { success } from "../../../policies/text/diagnostic.js";
import { bundledProgram } from "../bundledProgram.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";

describe("writeFileAtomic", () => {
  const temporary = temporaryDirectory();

  it("replaces a file and leaves nothing else", () => {
    const path = temporary.path("cases.jsonl");
    writeFileSync(path, "old");
    expect(writeFileAtomic(path, "new").ok).to.equal(true);
    expect(readFileSync(path, "utf8")).to.equal("new");
    expect(readdirSync(dirname(path))).to.deep.equal(["cases.jsonl"]);
  });

  it("keeps the permissions of a file", () => {
    const path = temporary.path("private.json");
    writeFileSync(path, "old", { mode: 0o600 });
    chmodSync(path, 0o640);
    expect(writeFileAtomic(path, "new").ok).to.equal(true);
    expect(statSync(path).mode & 0o7777).to.equal(0o640);
  });

  it("is not misled by what has the name of a temporary file of another program", () => {
    const path = temporary.path("report.json");
    symlinkSync(temporary.path("victim"), `${path}.${process.pid}.tmp`);
    expect(writeFileAtomic(path, "new").ok).to.equal(true);
    expect(existsSync(temporary.path("victim"))).to.equal(false);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`leaves nothing else when ${signal} comes while it writes`, () => {
      const folder = temporary.path(signal);
      mkdirSync(folder);
      const program = `
        import { untilWritten } from "./harness/corpus/untilWritten.ts";
        import { writeFileAtomic } from "./harness/corpus/writeFileAtomic.ts";
        untilWritten(() => {
          process.kill(process.pid, ${JSON.stringify(signal)});
          writeFileAtomic(${JSON.stringify(join(folder, "file"))}, "new");
        });
        setTimeout(() => {}, 60_000);`;
      expect(spawnSync(process.execPath, bundledProgram(program)).signal).to.equal(signal);
      expect(readdirSync(folder)).to.deep.equal(["file"]);
    });
  }

  it("writes through a link, and into what is not a file, such as a device", () => {
    const [path, link] = [temporary.path("target.json"), temporary.path("link.json")];
    writeFileSync(path, "old");
    symlinkSync(path, link);
    expect(writeFileAtomic(link, "new").ok).to.equal(true);
    expect([readFileSync(path, "utf8"), lstatSync(link).isSymbolicLink()]).to.deep.equal(["new", true]);
    const device = temporary.path("device");
    symlinkSync("/dev/null", device);
    expect(writeFileAtomic(device, "new").ok).to.equal(true);
    expect(statSync(device).isFile()).to.equal(false);
    expect(writeFileAtomic(`${path}\0`, "new").ok).to.equal(false);
  });

  it("keeps what is there when it cannot write", () => {
    const directory = temporary.path("directory");
    mkdirSync(directory);
    writeFileSync(join(directory, "kept"), "");
    for (const path of [directory, join(directory, "absent", "file")]) {
      const written = writeFileAtomic(path, "new");
      expect(written.ok).to.equal(false);
      expect(written.diagnostics[0]?.message).to.match(/^the file cannot be written \(E[A-Z]+\)$/);
    }
    expect(readdirSync(directory)).to.deep.equal(["kept"]);
    expect(readdirSync(dirname(directory)).filter((name) => name.startsWith("."))).to.deep.equal([]);
  });

  it("keeps what is there when the disk is full", () => {
    const folder = temporary.path("full");
    mkdirSync(folder);
    const path = join(folder, "cases.jsonl");
    writeFileSync(path, "old");
    const write = fs.writeFileSync;
    fs.writeFileSync = ((file: Parameters<typeof write>[0], text: string) => {
      write(file, text.slice(0, 1)); // what still had room
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    }) as typeof write;
    syncBuiltinESMExports();
    const written = [writeFileAtomic(path, "new"), rewriteFile(path, () => success("new"))];
    fs.writeFileSync = write;
    syncBuiltinESMExports();
    for (const { ok, diagnostics } of written) {
      expect(ok).to.equal(false);
      expect(diagnostics[0]?.message).to.equal("the file cannot be written (ENOSPC)");
      expect(diagnostics[0]?.hint).to.include("the disk is full");
    }
    expect(readFileSync(path, "utf8")).to.equal("old");
    expect(readdirSync(folder)).to.deep.equal(["cases.jsonl"]);
  });
});
