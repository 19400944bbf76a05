import { expect } from "chai";
import { wrapLines } from "../../../harness/report/wrapLines.js";

const rows: readonly (readonly [name: string, text: string, wrapped: string])[] = [
  ["a line that fits", "a line that fits", "a line that fits"],
  [
    "a sentence, under its beginning",
    "  one statement grants with a tag what another grants without",
    "  one statement grants with a tag what\n  another grants without",
  ],
  [
    "what follows a label, under itself",
    "  decision   allowed by Lifecycle, /Statement/1 of aws_iam_policy.a",
    "  decision   allowed by Lifecycle,\n             /Statement/1 of\n             aws_iam_policy.a",
  ],
  [
    "what follows two labels, under itself",
    "  one  two  and then a text that is too long for it",
    "  one  two  and then a text that is too\n            long for it",
  ],
  [
    "what is far to the right, a little further in",
    "  no-iam-administration  proved    plan.json and more",
    "  no-iam-administration  proved    plan.json\n      and more",
  ],
  ["no word", `  action  ${"x".repeat(50)}`, `  action  ${"x".repeat(50)}`],
  [
    "no command to be copied",
    "  replay  npx planproof decide a --action s3:GetObject --resource b",
    "  replay  npx planproof decide a --action s3:GetObject --resource b",
  ],
  [
    "colours, which take no room",
    "\u001b[31mREFUTED\u001b[39m  tag-guard of a role with a name",
    "\u001b[31mREFUTED\u001b[39m  tag-guard of a role with a name",
  ],
];

describe("wrapLines", () => {
  for (const [name, text, wrapped] of rows) {
    it(`breaks ${name}`, () => expect(wrapLines(text, 40)).to.equal(wrapped));
  }

  it("breaks line by line, and loses no line", () => {
    const text = rows.map(([, line]) => line).join("\n\n");
    expect(wrapLines(text, 40)).to.equal(rows.map(([, , line]) => line).join("\n\n"));
  });

  it("breaks nothing where the room is too small", () => {
    for (const [, text] of rows) expect(wrapLines(text, 20)).to.equal(text);
  });
});
