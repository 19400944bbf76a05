import { expect } from "chai";
import * as fc from "fast-check";
import { isInShard, parseShard, refuseShard } from "../../../../harness/run/shards/shard.js";

const indexes = (total: number) => Array.from({ length: total }, (_, at) => at + 1);

describe("a shard", () => {
  it("has a question that no other shard has, and every question is in one", () => {
    const names = fc.array(fc.string(), { maxLength: 3 });
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 9 }), (parts, total) => {
        const shards = indexes(total).filter((index) => isInShard({ index, total }, ...parts));
        expect(shards).to.have.length(1);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("has about as many questions as the others", () => {
    for (const total of [2, 3, 7]) {
      for (const index of indexes(total)) {
        const own = indexes(2100).filter((name) => isInShard({ index, total }, "tag-guard", `role-${name}`));
        expect(own.length).to.be.within((2100 / total) * 0.8, (2100 / total) * 1.2);
      }
    }
  });

  it("distinguishes where one name ends and the next begins", () => {
    const own = (...names: string[]) =>
      indexes(997).find((index) => isInShard({ index, total: 997 }, ...names));
    expect(own("ab", "c")).not.to.equal(own("a", "bc"));
  });

  it("is written I/N", () => {
    expect(parseShard("2/3")).to.deep.include({ ok: true, value: { index: 2, total: 3 } });
    for (const written of ["0/3", "4/3", "1", "1/0", "a/b", "-1/3", "1/3/4", "1.5/3", " 1/3", ""]) {
      const read = parseShard(written);
      expect(read.ok, written).to.equal(false);
      expect(read.diagnostics[0]!.hint).to.include("--shard 1/3");
    }
  });

  it("is refused in code that gives one that cannot be", () => {
    for (const shard of [
      { index: 0, total: 3 },
      { index: 4, total: 3 },
      { index: 1.5, total: 3 },
    ])
      expect(() => refuseShard("check", shard)).to.throw(TypeError, "`shard` cannot be");
    expect(() => refuseShard("check", undefined)).not.to.throw();
  });
});
