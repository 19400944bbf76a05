import { expect } from "chai";
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
