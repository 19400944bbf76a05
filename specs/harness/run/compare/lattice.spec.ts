import { expect } from "chai";
import { coversOf } from "../../../../harness/run/compare/lattice.js";
import { ask, askJson } from "../../cli/ask.js";

const pair = (left: string, relation: "subset" | "superset" | "equal" | "incomparable", right: string) => ({
  left,
  relation,
  right,
});

describe("the lattice of several sources", () => {
  it("has no line that follows of others", () => {
    const chain = [pair("a", "subset", "b"), pair("a", "subset", "c"), pair("b", "subset", "c")];
    expect(coversOf(chain)).to.deep.equal([
      { lower: "a", upper: "b" },
      { lower: "b", upper: "c" },
    ]);
  });

  it("has a line where one allows more, on either side, and none where both do", () => {
    expect(coversOf([pair("a", "superset", "b")])).to.deep.equal([{ lower: "b", upper: "a" }]);
    expect(coversOf([pair("a", "incomparable", "b")])).to.deep.equal([]);
  });

  it("has the first alone of those that allow the same", () => {
    const same = [pair("a", "equal", "b"), pair("a", "subset", "c"), pair("b", "subset", "c")];
    expect(coversOf(same)).to.deep.equal([{ lower: "a", upper: "c" }]);
  });

  const versions = [6, 7, 8].map((version) => `managed:BatchServiceRolePolicy@v${version}`);

  it("is a chain for the last versions of a policy that only grew, in each format", async () => {
    const { exit, value } = await askJson<{ lattice: { covers: unknown; pairs: unknown[] } }>([
      "compare",
      ...versions,
    ]);
    expect(exit).to.equal(0);
    expect(value.lattice.pairs).to.have.length(3);
    expect(value.lattice.covers).to.deep.equal([
      { lower: versions[0], upper: versions[1] },
      { lower: versions[1], upper: versions[2] },
    ]);
    const html = await ask(["compare", ...versions, "--format", "html"]);
    expect(html.stdout).to.include("All 3 contain one another, in a chain.");
    expect(html.stdout.match(/class="sub"/g)).to.have.length(2);
    const human = await ask(["compare", ...versions, "--quiet"]);
    expect(human.stdout).to.equal("3 sources: 2 lie within another\n");
  });

  it("is asked of two sources or more", async () => {
    const { exit, stderr } = await ask(["compare", versions[0]!]);
    expect(exit).to.equal(2);
    expect(stderr).to.include("needs two operands or more");
  });
});
