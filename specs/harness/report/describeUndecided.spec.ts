import { expect } from "chai";
import { describeDiff } from "../../../harness/report/describeDiff.js";
import { describeUndecided } from "../../../harness/report/describeUndecided.js";
import type { UndecidedChange } from "../../../harness/run/diff/undecidedChange.js";

const hole = { address: "p.policy", reason: "it is unset", refersTo: [], remedy: "set it" };
const target = "aws_iam_role.r";
const unknown = { target, kind: "holes", holes: [hole] } as const;
const actions = ["s3:GetObject", "s3:PutObject"];

const rows: readonly (readonly [UndecidedChange, string])[] = [
  [unknown, "`p.policy` is unknown: it is unset; set it"],
  [
    { ...unknown, holes: [hole, { ...hole, address: "q", remedy: "other" }] },
    "`p.policy` is unknown: it is unset (and 1 more like this); set it",
  ],
  [
    { ...unknown, actions, possible: "gone" },
    "`p.policy` is unknown: it is unset; set it; access to these actions may be gone",
  ],
  [
    { ...unknown, holes: [], actions, possible: "new" },
    "a part of it is unknown; access to these actions may be new",
  ],
  [{ target, kind: "gap", gap: "took 9 steps", actions }, "took 9 steps"],
  [{ target, kind: "gap", gap: "took 9 steps", actions: ["s3:GetObject"] }, "s3:GetObject: took 9 steps"],
];

describe("describeUndecided", () => {
  for (const [undecided, sentence] of rows) {
    it(`says ${sentence}`, () => {
      expect(describeUndecided(undecided)).to.equal(sentence);
    });
  }

  it("is said of a single action once", () => {
    const undecided = [{ target, kind: "gap", gap: "took 9 steps", actions: ["s3:GetObject"] }] as const;
    expect(describeDiff({ changes: [], undecided, contradicted: [] })).to.deep.equal([
      `UNDECIDED  ${target}\n  s3:GetObject: took 9 steps`,
    ]);
  });
});
