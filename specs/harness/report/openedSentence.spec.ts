import { expect } from "chai";
import { openedSentence } from "../../../harness/report/openedSentence.js";
import { PageNames } from "../../../harness/report/pageNames.js";

const names = new PageNames(["plan.json"], []);

describe("the sentence about a step that opens a way", () => {
  const hopBy = (...actions: readonly string[]) => ({
    ...{ from: "ci", to: "admin", step: "lambda-001" },
    requests: actions.map((action) => ({
      request: { principal: "", action, resource: "*", resourceAccount: "", context: {} },
      ...{ decision: "allowed" as const, statements: [] },
    })),
  });

  for (const [actions, by] of [
    [[], ""],
    [["iam:PassRole"], " by `iam:PassRole`"],
    [["iam:PassRole", "iam:PassRole"], " by `iam:PassRole`"],
    [["iam:PassRole", "lambda:CreateFunction"], " by `iam:PassRole` and `lambda:CreateFunction`"],
    [["a:A", "b:B", "c:C"], " by `a:A`, `b:B` and 1 more"],
  ] as const)
    it(`names the actions that it takes:${by || " or says nothing of them"}`, () => {
      expect(openedSentence({ hop: hopBy(...actions), principals: [] }, names)).to.equal(
        `\`ci\` becomes \`admin\`${by} (lambda-001)`,
      );
    });

  it("names the principals that it is opened for, and who holds any permission", () => {
    const opened = { hop: hopBy(), principals: ["ops", "ci"] };
    expect(openedSentence(opened, names)).to.match(
      /, which opens a way to any permission for `ops` and `ci`$/,
    );
    expect(openedSentence({ holder: "ci", principals: [] }, names)).to.equal("`ci` holds any permission");
  });
});
