import { expect } from "chai";
import { countReplay, describeUndecidedCases } from "../../../harness/report/describeReplay.js";
import { heldCases } from "../../../harness/report/heldCases.js";

const nothing = { drifted: [], undecided: [], missingTargets: [], newTargets: [], changes: [] };
const unknown = { target: "aws_iam_role.ci", holes: [] };

describe("the counts of a replay", () => {
  for (const [total, matched, unreadable, sentence] of [
    [0, 0, 0, "no case was asked"],
    [0, 0, 2, "no case was asked"],
    [1, 1, 0, "the one case holds"],
    [1, 0, 0, "0 of 1 case holds"],
    [2, 2, 0, "all 2 cases hold"],
    [2, 1, 0, "1 of 2 cases holds"],
    [2, 0, 0, "0 of 2 cases hold"],
    [3, 2, 0, "2 of 3 cases hold"],
    [1, 1, 1, "1 of 1 readable case holds"],
    [2, 2, 1, "2 of 2 readable cases hold"],
  ] as const)
    it(`of ${matched} of ${total}, where ${unreadable} lines are unreadable: ${sentence}`, () => {
      expect(heldCases({ total, matched }, unreadable)).to.equal(sentence);
    });

  it("distinguish cases that are undecided from new targets that are partly unknown", () => {
    const count = (...undecided: readonly (typeof unknown & { readonly id?: string })[]) =>
      countReplay({ ...nothing, total: 2, matched: 2, undecided }, 0);
    expect(count(unknown)).to.equal("1 new target that is partly unknown, all 2 cases hold");
    expect(count(unknown, unknown)).to.equal("2 new targets that are partly unknown, all 2 cases hold");
    expect(count({ ...unknown, id: "c1" })).to.equal("1 undecided, all 2 cases hold");
  });

  it("name each kind in the singular and the plural", () => {
    const [added, removed] = [{ change: "added" }, { change: "removed" }] as never[];
    const [missing, name] = [{ target: "a", cases: 1, source: "c.jsonl" }, "b"];
    const of = (some: number) =>
      countReplay(
        {
          ...nothing,
          ...{ total: 0, matched: 0 },
          changes: Array.from({ length: some }, () => [added!, removed!]).flat(),
          missingTargets: Array.from({ length: some }, () => missing),
          newTargets: Array.from({ length: some }, () => name),
        },
        some,
      );
    expect(of(1)).to.equal(
      "1 action with new access, 1 action with less access, 1 missing target, 1 new target, 1 unreadable, no case was asked",
    );
    expect(of(2)).to.equal(
      "2 actions with new access, 2 actions with less access, 2 missing targets, 2 new targets, 2 unreadable, no case was asked",
    );
  });

  it("count further cases of a target", () => {
    const lines = (count: number) => describeUndecidedCases(Array.from({ length: count }, () => unknown));
    expect(lines(1).join("\n")).not.to.include("more");
    expect(lines(2).join("\n")).to.include("1 more case of this target");
    expect(lines(3).join("\n")).to.include("2 more cases of this target");
  });
});
