import { expect } from "chai";
import { latticeInShort } from "../../../harness/report/describeLattice.js";
import { latticeHtml } from "../../../harness/report/latticeHtml.js";
import { coversOf, type Lattice, type LatticePair } from "../../../harness/run/compare/lattice.js";

const witness = {
  request: {
    ...{ principal: "arn:aws:iam::111122223333:role/ci", action: "s3:GetObject", context: {} },
    ...{ resource: "arn:aws:s3:::data/key", resourceAccount: "111122223333" },
  },
  decision: "allowed" as const,
  statements: [],
};

type Row = readonly [left: string, relation: LatticePair["relation"], right: string];

function latticeOf(rows: readonly Row[]): Lattice {
  const pairs = rows.map(([left, relation, right]) => ({
    ...{ left, right, relation },
    leftOnly: relation === "superset" || relation === "incomparable" ? witness : null,
    rightOnly: relation === "subset" || relation === "incomparable" ? witness : null,
    counts: { leftOnly: 2, rightOnly: 1 },
  }));
  return {
    nodes: [...new Set(rows.flatMap(([left, , right]) => [left, right]))],
    pairs,
    covers: coversOf(pairs),
  };
}

describe("the page of a lattice", () => {
  for (const [title, rows] of [
    ["Neither contains the other.", [["a", "incomparable", "b"]]],
    ["Both allow the same.", [["a", "equal", "b"]]],
    ["Both sides are <code>a</code>.", [["a", "equal", "a"]]],
    ["It is not decided what contains what.", [["a", "undecided", "b"]]],
    ["<code>a</code> lies within <code>b</code>.", [["a", "subset", "b"]]],
    [
      "<code>a</code> lies within <code>b</code>; no other is contained.",
      [
        ["a", "subset", "b"],
        ["a", "incomparable", "c"],
        ["b", "incomparable", "c"],
      ],
    ],
    [
      "<code>a</code> lies within <code>b</code>.",
      [
        ["a", "subset", "b"],
        ["a", "undecided", "c"],
        ["b", "incomparable", "c"],
      ],
    ],
    [
      "2 of 3 sources lie within another.",
      [
        ["a", "equal", "b"],
        ["a", "subset", "c"],
        ["b", "subset", "c"],
      ],
    ],
    [
      "2 of 3 sources lie within another.",
      [
        ["a", "undecided", "b"],
        ["a", "subset", "c"],
        ["b", "subset", "c"],
      ],
    ],
    [
      "2 of 3 sources lie within another.",
      [
        ["a", "incomparable", "b"],
        ["a", "subset", "c"],
        ["b", "subset", "c"],
      ],
    ],
    [
      "All 3 contain one another, in a chain.",
      [
        ["a", "subset", "b"],
        ["a", "subset", "c"],
        ["b", "subset", "c"],
      ],
    ],
  ] as const)
    it(`says first: ${title.replaceAll(/<\/?code>/g, "")} (${rows.map((row) => row.join(" ")).join(", ")})`, () => {
      expect(latticeHtml(latticeOf(rows))).to.include(`<h1 id="h-answer">${title}</h1>`);
    });

  const three = (relation: LatticePair["relation"]) =>
    latticeOf([
      ["a", relation, "b"],
      ["a", relation, "c"],
      ["b", relation, "c"],
    ]);

  for (const [relation, title, lede] of [
    ["equal", "All 3 allow the same.", "3 sources: 3 pairs are equal."],
    [
      "incomparable",
      "None of the 3 contains another.",
      "3 sources: none of them lies within another, 3 pairs are incomparable. For example, <code>a</code> allows a request for <code>s3:GetObject</code> that <code>b</code> does not allow.",
    ],
  ] as const)
    it(`says first of three that are ${relation}: ${title}`, () => {
      expect(latticeHtml(three(relation)))
        .to.include(`>${title}</h1>`)
        .and.to.include(`<p class="lede">${lede}</p>`);
    });

  it("does not say that both sides are one source where they differ", () => {
    expect(latticeHtml(latticeOf([["a", "incomparable", "a"]]))).to.include(
      ">Neither contains the other.</h1>",
    );
  });

  for (const [counts, row, lede] of [
    [[2, 3], ["a", "equal", "b"], "No request is allowed by one of them alone."],
    [
      [0, 1],
      ["a", "subset", "b"],
      "<code>b</code> allows a request for <code>s3:GetObject</code> that the other does not.",
    ],
    [
      [2, 0],
      ["a", "superset", "b"],
      "<code>a</code> allows what the other does not in 2 actions, such as <code>s3:GetObject</code>.",
    ],
    [
      [1, 3],
      ["a", "incomparable", "b"],
      "<code>a</code> allows a request for <code>s3:GetObject</code> that the other does not; <code>b</code> allows what the other does not in 3 actions, such as <code>s3:GetObject</code>.",
    ],
    [[0, 0], ["a", "undecided", "b"], "It is not known how they relate."],
  ] as const)
    it(`says of two what one alone allows: ${row.join(" ")}`, () => {
      const lattice = latticeOf([row]);
      const pairs = lattice.pairs.map((pair) => ({
        ...pair,
        counts: { leftOnly: counts[0], rightOnly: counts[1] },
      }));
      expect(latticeHtml({ ...lattice, pairs })).to.include(`<p class="lede">${lede}</p>`);
    });

  it("says a remark on how two relate, and why that is undecided", () => {
    const page = (relation: LatticePair["relation"], reason: string) => {
      const lattice = latticeOf([["a", relation, "b"]]);
      return latticeHtml({ ...lattice, pairs: lattice.pairs.map((pair) => ({ ...pair, reason })) });
    };
    expect(page("equal", "by search alone")).to.include("by one of them alone (by search alone).</p>");
    expect(page("undecided", "it depends on `x`")).to.include(">It depends on <code>x</code>.</p>");
  });

  it("compares a source with itself again where that is what was asked", () => {
    expect(latticeHtml(latticeOf([["a", "equal", "a"]]))).to.include(">npx planproof compare a a</pre>");
    expect(latticeHtml(latticeOf([["a", "equal", "b"]]))).to.include(">npx planproof compare a b</pre>");
  });

  for (const [rows, says, silent] of [
    [[["a", "equal", "b"]], ["Of those that allow the same"], ["A line:", "Dotted:", "undecided"]],
    [[["a", "subset", "b"]], ["A line:"], ["Dotted:", "allow the same", "undecided"]],
    [[["a", "incomparable", "b"]], ["Dotted:"], ["A line:", "allow the same", "undecided"]],
    [[["a", "undecided", "b"]], ["What is undecided is not drawn."], ["A line:", "Dotted:"]],
    [[["a", "equal", "a"]], ["Each pair, with a request"], ["So many", "<svg", "A line:"]],
  ] as const)
    it(`says of its diagram what is in it: ${rows.map((row) => row.join(" ")).join(", ")}`, () => {
      const page = latticeHtml(latticeOf(rows));
      const section = /<section id="lattice".*?<table/s.exec(page)![0];
      for (const words of says) expect(section).to.include(words);
      expect(section.includes("<svg")).to.equal(rows[0][0] !== rows[0][2]);
      for (const words of silent) expect(section).not.to.include(words);
    });

  it("has the head of each cell in it, for narrow pages", () => {
    expect(latticeHtml(latticeOf([["a", "subset", "b"]])))
      .to.match(/<td data-head="Only the first allows"><span class="muted">nothing/)
      .and.to.match(/<td data-head="Only the second allows"><div><code>s3:GetObject/);
  });

  for (const [short, rows] of [
    ["2 sources: 1 pair is equal", [["a", "equal", "b"]]],
    ["2 sources: 1 lies within the other", [["a", "subset", "b"]]],
    [
      "3 sources: 2 pairs are equal, 1 pair is undecided",
      [
        ["a", "equal", "b"],
        ["a", "equal", "c"],
        ["b", "undecided", "c"],
      ],
    ],
    [
      "3 sources: 2 lie within another, 1 pair is incomparable",
      [
        ["a", "incomparable", "b"],
        ["a", "subset", "c"],
        ["b", "subset", "c"],
      ],
    ],
  ] as const)
    it(`counts in short: ${short}`, () => {
      expect(latticeInShort(latticeOf(rows))).to.equal(short);
    });

  it("counts the actions that one side alone allows", () => {
    const page = latticeHtml(latticeOf([["a", "incomparable", "b"]]));
    expect(page).to.include("arn:aws:s3:::data/key, and 1 more action<").and.not.to.include("1 more actions");
  });

  const names = ["a", "b", "c", "d", "e", "f", "g"];
  const many = latticeOf(
    names.flatMap((left, at) => names.slice(at + 1).map((right) => [left, "incomparable", right] as const)),
  );

  it("filters its pairs where they are many, and says that they are not drawn", () => {
    const page = latticeHtml(many);
    expect(page).to.include('data-filter="pairs"').and.to.include('<tbody id="pairs">');
    expect(page).to.include("So many are not drawn.").and.not.to.include("Dotted:");
    expect(page).to.include("Which contains which <span>21</span>");
    expect(latticeHtml(latticeOf([["a", "equal", "b"]]))).not.to.include('data-filter="pairs"');
  });
});
