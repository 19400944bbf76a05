import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { ask } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

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
});
