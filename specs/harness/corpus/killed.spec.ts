import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";

const script = fileURLToPath(new URL("processes/appendForever.mts", import.meta.url));
const tsx = createRequire(import.meta.url).resolve("tsx");

/** Starts a process that adds rows, and kills it some time after its first; what it said it had written. */
function killedAfter(milliseconds: number, argv: readonly string[]): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--require", tsx, script, ...argv]);
    let output = "";
    let isWaiting = true;
    child.stdout.on("data", (chunk) => {
      output += String(chunk);
      if (isWaiting) setTimeout(() => child.kill("SIGKILL"), milliseconds);
      isWaiting = false;
    });
    child.stderr.on("data", (chunk) => reject(new Error(String(chunk))));
    child.on("error", reject);
    child.on("close", () =>
      resolve(
        output
          .split("\n")
          .filter((line) => /^\d+$/.test(line))
          .map(Number),
      ),
    );
  });
}

const idsIn = (path: string): readonly string[] =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { id: string }).id);

describe("a corpus whose writer is killed", function () {
  this.timeout(900_000);
  const scratch = temporaryDirectory();
  const moments = 60;
  // fixed, and spread over several writes
  const momentOf = (index: number): number => (index * 37) % 101;

  it(`loses no case that was written, at ${moments} moments of updates`, async () => {
    const path = scratch.path("updated.jsonl");
    const committed = new Set<string>();
    for (let index = 0; index < moments; index += 1) {
      const before = existsSync(path) ? idsIn(path) : [];
      const numbers = await killedAfter(momentOf(index), [path, "append", String(index * 10_000)]);
      const ids = new Set(idsIn(path));
      for (const number of numbers) committed.add(`case-${number}`);
      expect(
        [...before, ...numbers.map((number) => `case-${number}`)].filter((id) => !ids.has(id)),
      ).to.deep.equal([]);
    }
    expect(committed.size).to.be.above(moments);
  });

  it("loses no case that was written, where several write and take over from each other", async () => {
    const path = scratch.path("shared.jsonl");
    const written = new Set<string>();
    for (let index = 0; index < 10; index += 1) {
      const writers = [0, 1, 2].map((writer) =>
        killedAfter(momentOf(3 * index + writer), [path, "append", String((3 * index + writer) * 10_000)]),
      );
      for (const number of (await Promise.all(writers)).flat()) written.add(`case-${number}`);
    }
    const ids = new Set(idsIn(path));
    expect([...written].filter((id) => !ids.has(id))).to.deep.equal([]);
    expect(written.size).to.be.at.least(30);
  });

  it(`is whole, at ${moments} moments of being replaced`, async () => {
    const path = scratch.path("generated.jsonl");
    for (let index = 0; index < moments; index += 1) {
      const numbers = await killedAfter(momentOf(index), [path, "replace", "0"]);
      const ids = idsIn(path);
      const last = Number(ids.at(-1)!.replace("case-", ""));
      expect(last - numbers.at(-1)!, "the last that was written, or the one after it").to.be.oneOf([0, 1]);
    }
    const left = readdirSync(dirname(path)).filter((name) => name.endsWith(".lock"));
    expect(left.length).to.be.at.most(1);
  });
});
