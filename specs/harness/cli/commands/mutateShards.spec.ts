import { expect } from "chai";
import { ask, askJson } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

const question = [
  ...["mutate", "managed:BatchServiceRolePolicy@v7", "--property", "pass-role-services"],
  ...["--operator", "condition-drop", "--operator", "null-flip"],
];

interface Score {
  readonly mutants: number;
  readonly killed: number;
  readonly survived: readonly object[];
}

describe("the shards of `mutate`", () => {
  const temporary = temporaryDirectory();

  async function shards(total: number): Promise<readonly string[]> {
    const files = Array.from({ length: total }, (_, at) => temporary.path(`${at + 1}-of-${total}.json`));
    for (const [at, file] of files.entries())
      await ask([...question, "--shard", `${at + 1}/${total}`, "--out", `json=${file}`]);
    return files;
  }

  it("put each mutant to the test once", async () => {
    const whole = (await askJson<Score>(question)).value;
    const parts: Score[] = [];
    for (const index of [1, 2, 3])
      parts.push((await askJson<Score>([...question, "--shard", `${index}/3`])).value);
    const sum = (read: (score: Score) => number) => parts.reduce((total, one) => total + read(one), 0);
    expect(sum(({ mutants }) => mutants)).to.equal(whole.mutants);
    expect(sum(({ killed }) => killed)).to.equal(whole.killed);
    expect(parts.flatMap(({ survived }) => survived)).to.have.deep.members([...whole.survived]);
  });

  it("merge to the same bytes with 1, 3 and 7, and to the answer of the whole", async () => {
    const whole = (await ask([...question, "--format", "json"])).stdout;
    for (const total of [1, 3, 7]) {
      const files = await shards(total);
      const merged = await ask(["report", "merge", ...files.toReversed(), files[0]!, "--format", "json"]);
      expect([merged.exit, merged.stdout], merged.stderr).to.deep.equal([0, whole]);
    }
  });

  it("merge to a score, with the survivors and a threshold", async () => {
    const files = await shards(3);
    const { exit, stdout } = await ask(["report", "merge", ...files, "--threshold", "100"]);
    expect(exit).to.equal(1);
    const { stdout: whole } = await ask([...question, "--quiet"]);
    expect(stdout).to.include(whole.trim()).and.to.include("SURVIVED  ");
  });

  it("are not merged where one is missing, of other options, or of another command", async () => {
    const files = await shards(3);
    const missing = await ask(["report", "merge", files[0]!, files[2]!]);
    expect(missing.exit).to.equal(2);
    expect(missing.stderr)
      .to.include("shard 2 of 3 is missing")
      .and.to.include("planproof mutate SOURCE --shard 2/3");
    const strange = temporary.path("strange.json");
    await ask([...question, "--operator", "value-drop", "--shard", "2/3", "--out", `json=${strange}`]);
    const other = await ask(["report", "merge", files[0]!, strange, files[2]!]);
    expect([other.exit, other.stderr.includes("it is a shard of another run")]).to.deep.equal([2, true]);
    const checked = temporary.path("check.json");
    await ask(["check", "managed:AWSBatchFullAccess", "--shard", "2/3", "--out", `json=${checked}`]);
    for (const order of [
      [files[0]!, checked],
      [checked, files[0]!],
    ]) {
      const { exit, stderr } = await ask(["report", "merge", ...order]);
      expect([exit, stderr.match(/^[^:]+\.json: error: /gm)]).to.deep.equal([2, [`${checked}: error: `]]);
      expect(stderr).to.include("not a report of the same command");
    }
    const page = await ask(["report", "merge", ...files, "--format", "sarif"]);
    expect([page.exit, page.stderr.includes("expected one of: human, json")]).to.deep.equal([2, true]);
  });

  it("may have no mutant", async () => {
    const few = [...question.slice(0, 6), "--size", "1"];
    const exits = [];
    for (const index of [1, 2]) {
      const { exit, value } = await askJson<Score>([...few, "--shard", `${index}/2`]);
      exits.push([exit, value.mutants]);
    }
    expect(exits).to.have.deep.members([
      [0, 0],
      [0, 1],
    ]);
  });

  it("are refused where they cannot be", async () => {
    expect((await askJson([...question, "--shard", "0/3"])).exit).to.equal(2);
  });
});
