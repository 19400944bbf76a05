import { expect } from "chai";
import fc from "fast-check";
import { maximumLineBytes, splitLines } from "../../../harness/corpus/splitLines.js";

async function collect(chunks: Iterable<Uint8Array>) {
  const lines: [number, string | undefined][] = [];
  for await (const batch of splitLines(chunks)) {
    for (const { line, text } of batch) lines.push([line, text.ok ? text.value : undefined]);
  }
  return lines;
}

describe("splitLines", () => {
  it("gives the same lines however the bytes are cut", async () => {
    // fast-check makes a table of all characters for a unit that it knows by name, which takes a second
    const unit = fc
      .oneof(fc.nat({ max: 0x7f }), fc.nat({ max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
      .map((code) => String.fromCodePoint(code));
    const line = fc.string({ unit }).map((text) => text.replaceAll("\n", "").replace(/^\ufeff+/, ""));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat({ max: 200 })), async (lines, cuts) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(""));
        const ends = [...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const chunks = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
        expect(await collect(chunks)).to.deep.equal(lines.map((text, index) => [index + 1, text]));
      }),
      { seed: 1 },
    );
  });

  it("keeps separators that JSON allows inside strings, and a last line without a line feed", async () => {
    expect(await collect([Buffer.from('"\u2028"\r\nlast')])).to.deep.equal([
      [1, '"\u2028"\r'],
      [2, "last"],
    ]);
  });

  it("fails on a line that is not UTF-8 or too long, and goes on", async () => {
    const chunks = [Buffer.from([0xff, 0x0a]), Buffer.alloc(maximumLineBytes, 0x61), Buffer.from("b\nc\n")];
    expect(await collect(chunks)).to.deep.equal([
      [1, undefined],
      [2, undefined],
      [3, "c"],
    ]);
    expect(await collect([Buffer.from("a\nb\n\xff\n\nc\n", "latin1")])).to.deep.equal([
      [1, "a"],
      [2, "b"],
      [3, undefined],
      [4, ""],
      [5, "c"],
    ]);
  });
});
