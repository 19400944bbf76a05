import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { ask, askJson } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

const generate = ["corpus", "generate", "create.plan.json", "managed:AWSBatchFullAccess", "--size", "40"];

/** What replays list. */
type Found = Readonly<
  Record<"drifted" | "changes" | "missingTargets" | "newTargets" | "undecided", readonly object[]>
>;

const foundIn = ({ drifted, changes, missingTargets, newTargets, undecided }: Found): readonly string[] =>
  Object.entries({ drifted, changes, missingTargets, newTargets, undecided }).flatMap(([kind, list]) =>
    list.map((one) => `${kind} ${JSON.stringify(one)}`),
  );

describe("the shards of a corpus", () => {
  const temporary = temporaryDirectory();
  const read = (file: string) => readFileSync(file, "utf8");

  async function shards(total: number, more: readonly string[] = []): Promise<readonly string[]> {
    const files = Array.from({ length: total }, (_, at) => temporary.path(`${at + 1}-of-${total}.jsonl`));
    for (const [at, out] of files.entries()) {
      const { exit, stderr } = await ask([
        ...generate,
        ...more,
        "--shard",
        `${at + 1}/${total}`,
        "--out",
        out,
      ]);
      expect(exit, stderr).to.equal(0);
    }
    return files;
  }

  for (const total of [1, 3, 7]) {
    it(`merge to the bytes of the whole, with ${total}`, async () => {
      const [whole, merged] = [temporary.path("whole.jsonl"), temporary.path("merged.jsonl")];
      await ask([...generate, "--out", whole]);
      const files = await shards(total);
      const { exit, value } = await askJson(["corpus", "merge", ...files.toReversed(), "--out", merged]);
      expect([exit, value]).to.deep.equal([0, { cases: 40, duplicates: 0, missing: [] }]);
      expect(read(merged)).to.equal(read(whole));
      await ask(["corpus", "merge", ...files, merged, "--out", whole]);
      expect(read(whole)).to.equal(read(merged));
    });
  }

  it("are not merged where one is missing or of another seed, and nothing is written", async () => {
    const out = temporary.path("none.jsonl");
    const [first, second, third] = await shards(3);
    const missing = await ask(["corpus", "merge", first!, second!, "--out", out]);
    expect([missing.exit, missing.stderr]).to.deep.equal([
      2,
      `${first}, ${second}: error: shard 3 of 3 is missing\n  name its file too, or make it with \`planproof corpus generate SOURCE --shard 3/3\`\n`,
    ]);
    await ask([...generate, "--seed", "2", "--shard", "3/3", "--out", third!]);
    const strange = await ask(["corpus", "merge", first!, second!, third!, "--out", out]);
    expect(strange.exit).to.equal(2);
    expect(strange.stderr).to.include("it is a shard of another run");
    expect(existsSync(out)).to.equal(false);
  });

  for (const against of [[], ["--against", "create.plan.json", "--against", "managed:AWSBatchFullAccess"]]) {
    it(`replay each case once${against.length > 0 ? ", against a source" : ""}`, async () => {
      const file = temporary.path("replayed.jsonl");
      await ask([...generate, "--out", file]);
      const totals = await Promise.all(
        [1, 2, 3].map(async (index) => {
          const shard = ["--shard", `${index}/3`];
          const { exit, value } = await askJson<{ total: number; matched: number }>([
            ...["corpus", "replay", file, ...against, ...shard],
          ]);
          expect(exit).to.be.oneOf([0, 3]); // the plan has a role that is unknown in part
          expect(value.matched).to.equal(value.total);
          return value.total;
        }),
      );
      expect(totals.reduce((sum, total) => sum + total, 0)).to.equal(40);
      expect(Math.min(...totals)).to.be.greaterThan(0);
    });
  }

  for (const total of [2, 3, 7]) {
    it(`report what a replay finds once over all of them, with ${total}`, async () => {
      const file = temporary.path("changed.jsonl");
      const sources = ["noop.plan.json", "managed:AWSBatchFullAccess"];
      await ask(["corpus", "generate", ...sources, "--complete", "--out", file]);
      const against = ["--against", "widen.plan.json", "--against", "managed:AWSBatchServiceRole"];
      const found = async (...shard: readonly string[]): Promise<readonly string[]> => {
        const { value } = await askJson<Found>(["corpus", "replay", file, ...against, ...shard]);
        return foundIn(value);
      };
      const parts = await Promise.all(
        Array.from({ length: total }, (_, at) => found("--shard", `${at + 1}/${total}`)),
      );
      const whole = await found();
      expect(parts.flat()).to.have.members(whole);
      for (const kind of ["drifted", "changes", "missingTargets", "newTargets"])
        expect(whole.map((one) => one.split(" ")[0])).to.include(kind);
    });
  }

  for (const against of [[], ["--against", "widen.plan.json", "--against", "managed:AWSBatchServiceRole"]]) {
    it(`have replays that merge to the same bytes with 1, 3 and 7${against.length > 0 ? ", against sources" : ""}`, async () => {
      const files = [temporary.path("one.jsonl"), temporary.path("two.jsonl")];
      await ask(["corpus", "generate", "noop.plan.json", "--size", "60", "--out", files[0]!]);
      await ask(["corpus", "generate", "managed:AWSBatchFullAccess", "--size", "30", "--out", files[1]!]);
      if (against.length === 0) {
        const flipped = read(files[0]!).replaceAll('"expected":"implicitDeny"', '"expected":"explicitDeny"');
        writeFileSync(files[0]!, flipped);
      }
      const command = ["corpus", "replay", ...files, ...against];
      const merged: string[] = [];
      for (const total of [1, 3, 7]) {
        const reports = Array.from({ length: total }, (_, at) =>
          temporary.path(`${at + 1}-of-${total}.json`),
        );
        for (const [at, out] of reports.entries())
          await ask([...command, "--shard", `${at + 1}/${total}`, "--out", `json=${out}`]);
        const { exit, stdout, stderr } = await ask([
          ...["report", "merge", ...reports.toReversed(), reports[0]!, "--format", "json"],
        ]);
        expect(exit, stderr).to.equal(1);
        merged.push(stdout);
        if (total === 3) {
          const missing = await ask(["report", "merge", ...reports.slice(1)]);
          expect(missing.exit).to.equal(2);
          expect(missing.stderr).to.include("shard 1 of 3 is missing");
          const { stdout: human } = await ask(["report", "merge", ...reports]);
          expect(human).to.match(/^(?:DRIFTED|NEW ACCESS) {2}/m);
        }
      }
      expect(new Set(merged)).to.have.length(1);
      const whole = (await askJson<Found & { total: number }>(command)).value;
      const value = JSON.parse(merged[0]!) as typeof whole;
      expect(value.total).to.equal(whole.total);
      for (const [kind, list] of Object.entries(value))
        if (Array.isArray(list)) expect(list, kind).to.have.deep.members([...whole[kind as keyof Found]]);
    });
  }

  it("may have no case to replay", async () => {
    const file = temporary.path("one.jsonl");
    await ask(["corpus", "generate", "managed:AWSBatchFullAccess", "--size", "1", "--out", file]);
    const exits = await Promise.all(
      ["1/2", "2/2"].map(async (shard) => (await ask(["corpus", "replay", file, "--shard", shard])).exit),
    );
    expect(exits).to.deep.equal([0, 0]);
  });
});
