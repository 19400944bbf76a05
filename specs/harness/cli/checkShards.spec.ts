import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { type Asked, ask } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

const sources = ["create.plan.json", "widen.plan.json"];
const question = ["check", ...sources, "--runs", "20"];

describe("the shards of `check`", () => {
  const temporary = temporaryDirectory();
  let whole: Asked;
  let wholeText: Asked;
  before(async () => {
    whole = await ask([...question, "--format", "json"]);
    wholeText = await ask(question);
  });

  const written = new Map<number, readonly string[]>();

  /** Writes the report of each shard; gives their files. */
  async function shards(total: number): Promise<readonly string[]> {
    const before = written.get(total);
    if (before !== undefined) return before;
    const files = Array.from({ length: total }, (_, at) => temporary.path(`${at + 1}-of-${total}.json`));
    for (const [at, file] of files.entries()) {
      const shard = ["--shard", `${at + 1}/${total}`, "--out", `json=${file}`];
      const { exit, stderr } = await ask([...question, ...shard]);
      expect(exit, stderr).to.be.oneOf([0, 1, 3]);
    }
    written.set(total, files);
    return files;
  }

  for (const total of [1, 3, 7]) {
    it(`merge to the bytes of the whole run, with ${total}`, async () => {
      const files = await shards(total);
      const merged = await ask(["report", "merge", ...files.toReversed(), "--format", "json"]);
      expect(merged.stdout).to.equal(whole.stdout);
      expect(merged.exit).to.equal(whole.exit);
      expect(await ask(["report", "merge", ...files])).to.deep.equal(wholeText);
    });
  }

  it("may be named more than once", async () => {
    const files = await shards(3);
    writeFileSync(temporary.path("copy.json"), readFileSync(files[0]!));
    const merged = await ask(["report", "merge", ...files, temporary.path("copy.json"), "--format", "json"]);
    expect(merged.stdout).to.equal(whole.stdout);
  });

  it("say how much of the run they are", async () => {
    const { stdout } = await ask([...question, "--shard", "2/3", "--quiet"]);
    expect(stdout).to.match(/; shard 2 of 3, with \d+ of \d+ questions\n$/);
  });

  it("may have nothing to ask", async () => {
    const few = ["check", "create.plan.json", "--property", "tag-guard"];
    const asked = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((index) => ask([...few, "--shard", `${index}/9`])),
    );
    const empty = asked.find(({ stdout }) => stdout.startsWith("nothing asked"));
    expect(empty?.exit).to.equal(0);
  });

  it("are not merged where one is missing", async () => {
    const [first, , third] = await shards(3);
    const { exit, stderr } = await ask(["report", "merge", first!, third!]);
    expect(exit).to.equal(2);
    expect(stderr).to.include("shard 2 of 3 is missing").and.to.include("--shard 2/3");
  });

  it("are not merged where they are of different runs", async () => {
    const [first] = await shards(3);
    const other = temporary.path("other.json");
    const asOther: readonly (readonly string[])[] = [
      [...question, "--seed", "2"],
      ["check", "create.plan.json", "--runs", "20"],
      [...question, "--preset", "none", "--property", "tag-guard"],
    ];
    for (const argv of asOther) {
      await ask([...argv, "--shard", "2/3", "--out", `json=${other}`]);
      const { exit, stderr } = await ask(["report", "merge", first!, other]);
      expect(exit).to.equal(2);
      expect(stderr).to.include("it is a shard of another run").and.to.include("merge the shards of one run");
    }
    const [ofSeven] = await shards(7);
    expect((await ask(["report", "merge", first!, ofSeven!])).stderr).to.include("it is one of 7 shards");
  });

  it("are not merged with what is not the report of a shard", async () => {
    const file = temporary.path("odd.json");
    const odd = [whole.stdout, "", "[]", "{}", '{"verdicts":[],"shard":{"index":1,"total":1}}'];
    for (const content of odd) {
      writeFileSync(file, content);
      const { exit, stderr } = await ask(["report", "merge", file]);
      expect(exit, content.slice(0, 50)).to.equal(2);
      expect(stderr).to.include("planproof check SOURCE --shard I/N");
    }
    expect((await ask(["report", "merge", temporary.path("none.json")])).exit).to.equal(2);
  });

  it("are refused where they cannot be", async () => {
    for (const shard of ["0/3", "4/3", "x", "auto"]) {
      const { exit, stderr } = await ask([...question, "--shard", shard]);
      expect(exit).to.equal(2);
      expect(stderr).to.include(`--shard ${shard === "auto" ? "auto` finds none" : "1/3"}`);
    }
  });

  it("are those of the engine with `--shard auto`", async () => {
    const env = { AWS_BATCH_JOB_ARRAY_INDEX: "1", AWS_BATCH_JOB_ARRAY_SIZE: "3" };
    const byHand = await ask([...question, "--shard", "2/3", "--format", "json"]);
    expect((await ask([...question, "--shard", "auto", "--format", "json"], { env })).stdout).to.equal(
      byHand.stdout,
    );
  });

  describe("that are killed", () => {
    const few = ["check", "widen.plan.json", "--runs", "20"];
    const shard = [...few, "--shard", "1/2", "--format", "json"];

    it("go on where they were, at any byte", async () => {
      const file = temporary.path("verdicts.jsonl");
      const all = await ask([...shard, "--resume", file]);
      const kept = readFileSync(file);
      for (const part of [0, 0.01, 0.3, 0.55, 0.99, 1]) {
        writeFileSync(file, kept.subarray(0, Math.floor(kept.length * part)));
        const again = await ask([...shard, "--resume", file]);
        expect(again.stdout, `${part}`).to.equal(all.stdout);
        expect(readFileSync(file).equals(kept), `${part}`).to.equal(true);
      }
      expect(all.stdout).to.equal((await ask(shard)).stdout);
    });

    it("do not take verdicts of another run, nor write into another file", async () => {
      const file = temporary.path("others.jsonl");
      await ask([...shard, "--resume", file]);
      const other = await ask([...few, "--shard", "2/2", "--resume", file]);
      expect([other.exit, other.stderr]).to.satisfy(
        ([exit, said]: [number, string]) => exit === 2 && said.includes("verdicts of another run"),
      );
      const notes = temporary.path("notes.txt");
      writeFileSync(notes, "remember\n");
      expect((await ask([...shard, "--resume", notes])).exit).to.equal(2);
      expect(readFileSync(notes, "utf8")).to.equal("remember\n");
    });
  });
});
