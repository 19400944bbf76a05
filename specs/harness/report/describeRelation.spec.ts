import { expect } from "chai";
import { describeRelation } from "../../../harness/report/describeRelation.js";
import type { RelationReason } from "../../../harness/run/compare/relationReason.js";

const hole = { address: "p.policy", reason: "it is unset", refersTo: [], remedy: "set it" };
const gap = "took more than 9 steps";

const rows: readonly (readonly [readonly RelationReason[] | undefined, string | undefined])[] = [
  [undefined, undefined],
  [[], undefined],
  [[{ kind: "holes", holes: [hole, { ...hole, address: "q" }] }], "`p.policy` is unknown: it is unset"],
  [[{ kind: "holes", holes: [] }], "a part of it is unknown"],
  [[{ kind: "gap", gap }], "took more than 9 steps"],
  [
    [{ kind: "gap", gap, question: "left-within-right" }],
    "took more than 9 steps, at whether the left side lies within the right one",
  ],
  [
    [
      { kind: "gap", gap },
      { kind: "gap", gap, question: "right-within-left" },
    ],
    "took more than 9 steps; took more than 9 steps, at whether the right side lies within the left one",
  ],
  [
    [{ kind: "newer", newer: { name: "s3:X", date: "2026-09-26" } }],
    "`s3:X` is newer than the data of 2026-09-26, or misspelt",
  ],
  [
    [{ kind: "unlisted" }, { kind: "unlisted" }],
    "only requests that are not in the service reference distinguish them",
  ],
  [[{ kind: "contradicted" }], "only requests that AWS never sends distinguish them"],
];

describe("describeRelation", () => {
  for (const [reasons, sentence] of rows) {
    it(`says ${sentence ?? `nothing of ${JSON.stringify(reasons)}`}`, () => {
      expect(describeRelation(reasons)).to.equal(sentence);
    });
  }
});
