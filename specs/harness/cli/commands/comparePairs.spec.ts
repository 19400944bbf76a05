import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { ask } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

describe("planproof compare --pairs", () => {
  const temporary = temporaryDirectory();

  it("answers every line of a file with one line of JSON, good or bad, in the same order", async () => {
    const good = { Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" } };
    const bad = { Statement: { Effect: "Alow", Actions: "s3:GetObject", Resource: "*" } };
    const rows = [
      JSON.stringify({ id: "a", left: good, right: good }),
      JSON.stringify({ id: "b", left: good, right: bad }),
      "",
      "no json",
      JSON.stringify({ id: "c", left: good, right: good }),
    ];
    writeFileSync(temporary.path("mixed.jsonl"), rows.join("\n"));
    const source = temporary.path("mixed.jsonl");
    const { exit, stdout } = await ask(["compare", "--pairs", source, "--format", "json"]);
    const told = stdout
      .trimEnd()
      .split("\n")
      .map(
        (line) => JSON.parse(line) as { id: string | null; relation?: string; error?: { more?: object[] } },
      );
    expect(exit).to.equal(2);
    expect(told.map(({ id, relation }) => [id, relation])).to.deep.equal([
      ["a", "equal"],
      ["b", undefined],
      [null, undefined],
      ["c", "equal"],
    ]);
    expect(told[1]?.error).to.include({ code: "unknown-element", source, line: 2, column: 128 });
    expect(told[1]?.error?.more).to.have.length(2);
    expect(told[2]?.error).to.include({ code: "json-syntax", source, line: 4, column: 1 });
  });

  it("loads what AWS lists once for all pairs, and reports actions in classes", async () => {
    const allowed = (Action: string, Condition: object = {}) => ({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action, Resource: "*", Condition },
    });
    const inRegion = { StringEquals: { "aws:RequestedRegion": "eu-west-1" } };
    const rows = Array.from({ length: 12 }, (_, at) =>
      JSON.stringify({ id: `${at}`, left: allowed("*", inRegion), right: allowed("*") }),
    );
    writeFileSync(temporary.path("stars.jsonl"), rows.join("\n"));
    const { stdout } = await ask([
      "compare",
      "--pairs",
      temporary.path("stars.jsonl"),
      "--universe",
      "typed",
    ]);
    const told = stdout.trimEnd().split("\n");
    expect(told).to.have.length(rows.length);
    for (const line of told) {
      const { actions } = JSON.parse(line) as { actions: readonly { actions: readonly string[] }[] };
      expect(actions.map((one) => one.actions)).to.deep.equal([["*"]]);
    }
  }).timeout(120_000);
});
