import { expect } from "chai";
import type { ReplayedCases } from "../../../harness/report/replayFindings.js";
import { type ReplayPage, replayHtml } from "../../../harness/report/replayHtml.js";
import type { Request } from "../../../policies/language/request.js";

const request = (action: string): Request => ({
  principal: "arn:aws:iam::111122223333:role/ci",
  action,
  resource: "arn:aws:s3:::data/<b>",
  resourceAccount: "111122223333",
  context: {},
});
const [target, source] = ["aws_iam_role.ci", "golden.jsonl"];
const statements = [{ source: "aws_iam_policy.ci", pointer: "/Statement/0", sid: "All" }];
const replay: ReplayedCases = {
  matched: 8,
  drifted: [
    {
      id: "c1",
      line: 3,
      source,
      target,
      request: request("s3:GetObject"),
      expected: "implicitDeny",
      actual: "allowed",
      statements,
    },
    { id: "c2", line: 4, source, expected: "allowed", actual: "explicitDeny", statements },
  ],
  changes: [
    {
      change: "added",
      source,
      target,
      request: request("s3:PutObject"),
      was: "implicitDeny",
      actual: "allowed",
      statements,
      statementsBefore: [],
    },
  ],
  missingTargets: [{ target: "aws_iam_role.gone", cases: 2, source }],
  newTargets: ["aws_iam_role.new"],
};
const look: ReplayPage = { sources: [source], answer: "2 drifted, 8 of 10 cases hold", unreadable: [] };

describe("the page of a replay", () => {
  const page = replayHtml(replay, look);

  it("says first what drifted and what has new access", () => {
    expect(page).to.include(">2 cases drifted, 1 action has new access.</h1>");
    expect(page).to.include("2 drifted, 8 of 10 cases hold.");
  });

  it("shows each case that drifted with its place, its request, and what decided it then and now", () => {
    const [, first = "", second = ""] = page.split("<article");
    expect(first).to.include("golden.jsonl line 3");
    expect(first).to.include("</code> is allowed now, and the corpus expects that it is implicitly denied.");
    expect(first).to.include("allowed by All, /Statement/0 of aws_iam_policy.ci");
    expect(second).to.include("The request is explicitly denied now");
  });

  it("shows access that no case asks about, and targets that are missing or new", () => {
    expect(page).to.include("no case of golden.jsonl asks about it");
    expect(page).to.include("its 2 cases were not asked").and.to.include("the corpus has no case of it");
  });

  it("shows markup in names as it is", () => {
    expect(page).to.include("arn:aws:s3:::data/&lt;b&gt;").and.not.to.include("data/<b>");
  });

  it("is calm where every case holds", () => {
    const calm = replayHtml({ matched: 10, drifted: [] }, { ...look, answer: "all 10 cases hold" });
    expect(calm).to.include(">Every case holds.</h1>");
    expect(calm).not.to.include("<article");
  });
});
