import { expect } from "chai";
import { splitLines } from "../../../harness/corpus/splitLines.js";
import { CorpusMerge } from "../../../harness/merge/corpusMerge.js";

const shard = (index: number, digest = "d") =>
  JSON.stringify({ corpus: 1, shard: { index, total: 2, digest } });
const target = (name: string) =>
  JSON.stringify({ target: name, principal: "arn:aws:iam::111122223333:role/r", policies: { identity: [] } });
const one = (id: string, action: string, expected = "implicitDeny") =>
  JSON.stringify({ id, target: "a", request: { action, resource: "*" }, expected });

/** Merges files, each a list of rows; the rows of the result, or the codes of what is wrong. */
async function merge(...files: readonly (readonly string[])[]): Promise<readonly string[]> {
  const merging = new CorpusMerge();
  for (const [at, rows] of files.entries())
    await merging.add(`${at}.jsonl`, splitLines([Buffer.from(rows.map((row) => `${row}\n`).join(""))]));
  const merged = merging.finish();
  return merged.ok
    ? merged.value.lines.map((line) => line.trim())
    : merged.diagnostics.map(({ code, source }) => (source === undefined ? code : `${source} ${code}`));
}

const first = [shard(1), target("a"), target("b"), one("x", "s3:GetObject")];
const second = [shard(2), target("a"), target("b"), one("w", "batch:ListJobs")];
const both = ['{"corpus":1}', target("a"), target("b"), one("w", "batch:ListJobs"), one("x", "s3:GetObject")];

describe("the merge of corpora", () => {
  it("does not depend on their order, nor on how often one is there", async () => {
    expect(await merge(first, second)).to.deep.equal(both);
    expect(await merge(second, first, second)).to.deep.equal(both);
    expect(await merge(both, both)).to.deep.equal(both);
    expect(await merge(both, first, second)).to.deep.equal(both);
  });

  it("joins corpora that are not shards", async () => {
    const rows = ['{"corpus":1}', target("a"), one("x", "s3:GetObject")];
    expect(await merge(rows, ['{"corpus":1}', target("b")])).to.deep.equal([
      '{"corpus":1}',
      target("a"),
      target("b"),
      one("x", "s3:GetObject"),
    ]);
  });

  const refused: readonly (readonly [
    title: string,
    files: readonly (readonly string[])[],
    codes: string[],
  ])[] = [
    ["a missing shard", [first], ["missing-shard"]],
    ["shards of another seed", [first, [shard(2, "e"), ...second.slice(1)]], ["1.jsonl other-run"]],
    ["a case that differs", [both, [one("x", "s3:GetObject", "allowed")]], ["1.jsonl conflicting-case"]],
    [
      "a target that differs",
      [both, [target("a").replace("role/r", "role/q")]],
      ["1.jsonl conflicting-target"],
    ],
    ["a line that cannot be read", [[...both, '{"id":']], ["0.jsonl json-syntax"]],
    [
      "a shard that cannot be",
      [['{"corpus":1,"shard":{"index":3,"total":2}}', ...both]],
      ["0.jsonl bad-shard"],
    ],
    ["no case", [['{"corpus":1}', target("a")]], ["no-cases"]],
  ];
  for (const [title, files, codes] of refused) {
    it(`is refused for ${title}`, async () => {
      expect(await merge(...files)).to.deep.equal(codes);
    });
  }
});
