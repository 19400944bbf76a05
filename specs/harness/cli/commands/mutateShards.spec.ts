import { expect } from "chai";
import { askJson } from "../ask.js";

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
