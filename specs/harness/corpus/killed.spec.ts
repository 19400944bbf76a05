import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { isGate } from "../../house/isGate.js";
import { absolute } from "../../house/repository.js";
import { ask } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { bundleProcess, killedAt } from "./bundledProcess.js";

const idsIn = (path: string): readonly string[] =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { id: string }).id);

const commandMoments = isGate ? 20 : 200;

describe("a corpus whose writer is killed", function () {
  this.timeout(900_000);
  const scratch = temporaryDirectory();
  // next to the packages that it imports
  const folder = absolute("node_modules/.cache/planproof-specs");
  const [script, commands] = [join(folder, "append.mjs"), join(folder, "commands.mjs")];
  before(async () => {
    await bundleProcess(new URL("processes/appendForever.mts", import.meta.url), script);
    await bundleProcess(new URL("processes/commandsForever.mts", import.meta.url), commands);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const moments = isGate ? 20 : 60;
  // fixed, and spread over several writes
  const momentOf = (index: number): number => (index * 37) % 101;

  it(`loses no case that was written, at ${moments} moments of updates`, async () => {
    const path = scratch.path("updated.jsonl");
    const committed = new Set<string>();
    for (let index = 0; index < moments; index += 1) {
      const before = existsSync(path) ? idsIn(path) : [];
      const numbers = await killedAt({ milliseconds: momentOf(index) }, [
        script,
        path,
        "append",
        String(index * 10_000),
      ]);
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
        killedAt({ milliseconds: momentOf(3 * index + writer) }, [
          script,
          path,
          "append",
          String((3 * index + writer) * 10_000),
        ]),
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
      const numbers = await killedAt({ milliseconds: momentOf(index) }, [script, path, "replace", "0"]);
      const ids = idsIn(path);
      const last = Number(ids.at(-1)!.replace("case-", ""));
      expect(last - numbers.at(-1)!, "the last that was written, or the one after it").to.be.oneOf([0, 1]);
    }
  });

  it(`is that of the last command, or of the next, at ${commandMoments} moments of generate, mutate --add and replay --update`, async () => {
    await Promise.all([killCommands("one", commandMoments / 2), killCommands("two", commandMoments / 2)]);
  });

  async function killCommands(name: string, times: number): Promise<void> {
    const cwd = scratch.path(name);
    writePolicies(cwd);
    const contents: string[] = [];
    for (const command of commandLines) {
      const { exit, stderr } = await ask(command.split(" "), { cwd });
      expect(exit, stderr).to.equal(0);
      contents.push(corpusIn(cwd));
    }
    expect(new Set(contents).size).to.equal(3);
    const seen = new Set<string>();
    for (let index = 0; index < times; index += 1) {
      const done = await killedAt({ milliseconds: (index * 53) % 101, lines: 1 + (index % 3) }, [
        commands,
        cwd,
        ...commandLines,
      ]);
      const last = done.at(-1)!;
      expect(corpusIn(cwd), `killed ${index}`).to.be.oneOf([contents[last], contents[(last + 1) % 3]]);
      seen.add(`${last}`);
    }
    expect([...seen]).to.have.members(["0", "1", "2"]);
  }
});

const commandLines = [
  "corpus generate before/policy.json --out golden.jsonl --size 4",
  "mutate before/policy.json --corpus golden.jsonl --add golden.jsonl --operator statement-drop --operator resource-widen-rest",
  "corpus replay golden.jsonl --against after/policy.json --update",
];

const corpusIn = (cwd: string): string => readFileSync(join(cwd, "golden.jsonl"), "utf8");

/** The later policy lacks a Deny. */
function writePolicies(cwd: string): void {
  const allow = {
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject"],
    Resource: "arn:aws:s3:::data/*",
  };
  const deny = { Effect: "Deny", Action: "s3:PutObject", Resource: "arn:aws:s3:::data/locked/*" };
  for (const [name, Statement] of [
    ["before", [allow, deny]],
    ["after", [allow]],
  ] as const) {
    mkdirSync(join(cwd, name), { recursive: true });
    writeFileSync(join(cwd, name, "policy.json"), JSON.stringify({ Version: "2012-10-17", Statement }));
  }
}
