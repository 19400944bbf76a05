import { writeFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { namedSeedLaws } from "../../properties/seedLaws.js";
import { ask } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

const [one, other] = ["managed:AWSBatchFullAccess@v6", "managed:AWSBatchFullAccess@v7"];

describe("the progress", () => {
  const temporary = temporaryDirectory();
  const commands: readonly (readonly [
    command: string,
    argv: () => readonly string[],
    texts: readonly string[],
  ])[] = [
    [
      "check",
      () => ["check", "noop.plan.json", "--runs", "10", ...namedSeedLaws],
      ["reading noop.plan.json", "checked 10 of 10"],
    ],
    ["extract", () => ["extract", "noop.plan.json"], ["reading noop.plan.json"]],
    ["compare", () => ["compare", one, other], [`comparing ${one} with ${other}`]],
    ["compare --pairs", () => ["compare", "--pairs", temporary.path("pairs.jsonl")], ["comparing 2 of 2"]],
    ["diff", () => ["diff", "widen.plan.json"], ["comparing widen.plan.json#aws_iam_role.operator, 3 of 7"]],
    [
      "corpus generate",
      () => ["corpus", "generate", other, "--size", "5", "--out", temporary.path("cases.jsonl")],
      ["choosing 5 cases near 1 target"],
    ],
    ["corpus replay", () => ["corpus", "replay", temporary.path("none.jsonl")], ["replaying "]],
  ];

  before(() => {
    const document = { Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" } };
    const rows = ["a", "b"].map((id) => JSON.stringify({ id, left: document, right: document }));
    writeFileSync(temporary.path("pairs.jsonl"), rows.join("\n"));
    writeFileSync(temporary.path("none.jsonl"), "");
  });

  for (const [command, argv, texts] of commands) {
    it(`of ${command} is shown on a terminal and wiped, and nowhere else`, async () => {
      const plain = await ask(argv());
      const told = await askOnTerminal(argv());
      for (const text of texts) expect(told).to.include(`\r\u001b[K${text}`);
      expect(stripVTControlCharacters(told.slice(told.lastIndexOf("\r") + 1))).to.equal(plain.stderr);
      expect(plain.stderr).not.to.include("\r");
      expect(await askOnTerminal([...argv(), "--quiet"])).not.to.include("\r");
    });
  }

  it("keeps to one line", async () => {
    for (const text of (await askOnTerminal(["diff", "widen.plan.json"], 30)).split("\r"))
      expect(text.replace("\u001b[K", "").length).to.be.below(30);
  });
});

/** What is on stderr when it is a terminal. */
async function askOnTerminal(argv: readonly string[], columns?: number): Promise<string> {
  const told: string[] = [];
  const stderr = { isTTY: true, columns, write: (text: string) => told.push(text) };
  await ask(argv, { stderr });
  return told.join("");
}
