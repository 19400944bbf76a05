import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { writeWhole } from "../../../harness/corpus/writeWhole.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";

describe("writeWhole", () => {
  const temporary = temporaryDirectory();

  it("replaces a file and leaves nothing else", () => {
    const path = temporary.path("cases.jsonl");
    writeFileSync(path, "old");
    expect(writeWhole(path, "new").ok).to.equal(true);
    expect(readFileSync(path, "utf8")).to.equal("new");
    expect(readdirSync(dirname(path))).to.deep.equal(["cases.jsonl"]);
  });

  it("writes through a link, and into what is no file, such as a device", () => {
    const [path, link] = [temporary.path("target.json"), temporary.path("link.json")];
    writeFileSync(path, "old");
    symlinkSync(path, link);
    expect(writeWhole(link, "new").ok).to.equal(true);
    expect([readFileSync(path, "utf8"), lstatSync(link).isSymbolicLink()]).to.deep.equal(["new", true]);
    const device = temporary.path("device");
    symlinkSync("/dev/null", device);
    expect(writeWhole(device, "new").ok).to.equal(true);
    expect(statSync(device).isFile()).to.equal(false);
    expect(writeWhole(`${path}\0`, "new").ok).to.equal(false);
  });

  it("keeps what is there when it cannot write", () => {
    const directory = temporary.path("directory");
    mkdirSync(directory);
    writeFileSync(join(directory, "kept"), "");
    for (const path of [directory, join(directory, "absent", "file")]) {
      const written = writeWhole(path, "new");
      expect(written.ok).to.equal(false);
      expect(written.diagnostics[0]?.message).to.match(/^the file cannot be written \(E[A-Z]+\)$/);
    }
    expect(readdirSync(directory)).to.deep.equal(["kept"]);
    expect(readdirSync(dirname(directory)).filter((name) => name.endsWith(".tmp"))).to.deep.equal([]);
  });
});
